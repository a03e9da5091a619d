package io.trunkline.simulator.signalwire;

import java.net.URI;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.compatible.Credentials;

/** What every call passes: both forms of its path, and the question who calls. */
@Singleton
class SignalWireFilters {

    private static final String BASE = "/signalwire/";
    private static final String SUFFIX = ".json";

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<SignalWireConfig> config;
    private final SignalWireDialect dialect;

    SignalWireFilters(Provider<SignalWireConfig> config, SignalWireDialect dialect) {
        this.config = config;
        this.dialect = dialect;
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

    /** Lets pass who knows project id and API token. */
    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith(BASE)
                || new Credentials(config.get().projectId(), config.get().apiToken()).areThoseOf(request)) {
            return null;
        }
        return Response.fromResponse(dialect.error(401, "Authentication failed"))
                .header("WWW-Authenticate", "Basic realm=\"SignalWire\"").build();
    }
}
