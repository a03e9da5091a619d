package io.trunkline.simulator.signalwire;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.web.AuthenticatedAccount;

/** What every call passes: both forms of its path, and the question who calls. */
@Singleton
class SignalWireFilters {

    private static final String BASE = "/signalwire/";
    private static final String SUFFIX = ".json";

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<SignalWireAccountRegistry> projects;
    private final AuthenticatedAccount authenticatedAccount;
    private final SignalWireErrorFormat errorFormat;

    SignalWireFilters(Provider<SignalWireAccountRegistry> projects, AuthenticatedAccount authenticatedAccount,
            SignalWireErrorFormat errorFormat) {
        this.projects = projects;
        this.authenticatedAccount = authenticatedAccount;
        this.errorFormat = errorFormat;
    }

    /** SignalWire's document has no suffix, its SDK, which was Twilio's, sends one: both mean the same. */
    @ServerRequestFilter(preMatching = true)
    void addSuffix(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        if (uri.getRawPath().startsWith(BASE) && !uri.getRawPath().endsWith(SUFFIX)) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            request.setRequestUri(uri.resolve(uri.getRawPath() + SUFFIX + query));
        }
    }

    /** Lets pass who knows id and API token of the project that the path names. */
    @ServerRequestFilter
    Response authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith(BASE)) {
            return null;
        }
        Optional<String> project = projects.get().authenticate(request);
        if (project.isPresent()) {
            authenticatedAccount.set(project.get());
            return null;
        }
        return Response.fromResponse(errorFormat.error(401, "Authentication failed"))
                .header("WWW-Authenticate", "Basic realm=\"SignalWire\"").build();
    }
}
