package io.trunkline.carrier.adapter.signalwire;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.UriBuilder;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.Credentials;
import io.trunkline.carrier.adapter.twilioapi.TwilioApi;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiCarrier;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiDocuments;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.kit.secret.SecretFiles;

/**
 * A project at SignalWire, with its Compatibility API. Differences from Twilio: local and toll-free numbers only; ids are
 * UUIDs; no number needs an address; a number can be released only 14 days after its purchase.
 *
 * @see <a href="https://developer.signalwire.com/compatibility-api">Compatibility API</a>
 */
class SignalWireCarrier extends TwilioApiCarrier {

    private static final String API = "/api/laml";
    private static final String SUFFIX = ".json";
    private static final String AVAILABLE_NUMBERS = "/AvailablePhoneNumbers/";
    private static final URI UNCONFIGURED_URL = URI.create("https://signalwire.invalid");

    private final SignalWireConfig config;

    SignalWireCarrier(String name, SignalWireConfig.Project project, SignalWireConfig config, SecretFiles secrets,
            ObjectMapper mapper) {
        super(name, project.projectId().orElse(null),
                new CarrierClient<>(name, TwilioApi.class,
                        UriBuilder.fromUri(space(project, config).orElse(UNCONFIGURED_URL)).path(API).build(),
                        credentials(name, project, config, secrets), config.http(), SignalWireErrors.TABLE, mapper,
                        SignalWireCarrier::toDocumentedForm),
                SignalWireErrors.PURCHASES, (country, type) -> TwilioApiDocuments.NONE, "");
        this.config = config;
    }

    private static Optional<URI> space(SignalWireConfig.Project project, SignalWireConfig config) {
        return project.baseUrl().or(config.main()::baseUrl);
    }

    private static Credentials credentials(String name, SignalWireConfig.Project project, SignalWireConfig config,
            SecretFiles files) {
        return project.projectId().filter(id -> space(project, config).isPresent())
                .map(id -> new Credentials(files.of(name, project.apiTokensFile(), project.apiTokens(),
                        token -> Credentials.basic(id, token))))
                .orElseGet(Credentials::none);
    }

    /** SignalWire documents its paths without Twilio's suffix, and no page size for available numbers. */
    private static void toDocumentedForm(ClientRequestContext request) {
        String path = request.getUri().getRawPath();
        if (path.endsWith(SUFFIX)) {
            path = path.substring(0, path.length() - SUFFIX.length());
        }
        UriBuilder documented = UriBuilder.fromUri(request.getUri()).replacePath(path);
        if (path.contains(AVAILABLE_NUMBERS)) {
            documented.replaceQueryParam("PageSize");
        }
        request.setUri(documented.build());
    }

    /**
     * {@code InLocality} needs {@code InRegion}, which a search does not contain. {@code SmsEnabled} and similar parameters are
     * accepted and ignored, so the capabilities of the numbers found are compared.
     */
    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return search.locality() != null
                ? Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "signalwire searches by town only within a given state"))
                : super.search(search);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.LOCAL_NUMBERS, Capability.TOLL_FREE_NUMBERS, Capability.SMS, Capability.MMS,
                Capability.MESSAGE_LIST);
    }

    @Override
    public Duration maxCallDuration() {
        return config.http().totalTimeout();
    }

    @Override
    public Duration minimumHoldingPeriod() {
        return config.minimumHoldingPeriod();
    }
}
