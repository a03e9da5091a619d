package io.trunkline.carrier.signalwire;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.UriBuilder;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.compatible.CompatibleAccount;
import io.trunkline.carrier.compatible.CompatibleCarrier;
import io.trunkline.carrier.spi.Capability;

/**
 * SignalWire over its Compatibility API. It differs from Twilio's in this: no other types than local and toll-free; ids are
 * UUIDs; nothing needs an address; a number can be given back only 14 days after its purchase.
 *
 * @see <a href="https://developer.signalwire.com/compatibility-api">Compatibility API</a>
 */
@Singleton
class SignalWireCarrier extends CompatibleCarrier {

    private static final String NAME = "signalwire";
    private static final String API = "/api/laml";
    private static final String SUFFIX = ".json";
    private static final URI NOWHERE = URI.create("https://signalwire.invalid");

    private final SignalWireConfig config;

    SignalWireCarrier(SignalWireConfig config, ObjectMapper mapper) {
        super(new CompatibleAccount(new CompatibleAccount.Settings(NAME,
                UriBuilder.fromUri(config.baseUrl().orElse(NOWHERE)).path(API).build(),
                config.projectId().filter(project -> config.baseUrl().isPresent()),
                config.apiTokens().flatMap(tokens -> tokens.stream().findFirst()),
                SignalWireErrors.TABLE, SignalWireErrors.OF_PURCHASES, ""), config.limits(), mapper,
                SignalWireCarrier::withoutSuffix));
        this.config = config;
    }

    /** SignalWire documents its paths without Twilio's suffix. */
    private static void withoutSuffix(ClientRequestContext request) {
        String path = request.getUri().getRawPath();
        if (path.endsWith(SUFFIX)) {
            request.setUri(UriBuilder.fromUri(request.getUri())
                    .replacePath(path.substring(0, path.length() - SUFFIX.length())).build());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.LOCAL_NUMBERS, Capability.TOLL_FREE_NUMBERS, Capability.SMS, Capability.MMS,
                Capability.MESSAGE_LIST);
    }

    @Override
    public Duration longestCall() {
        return config.limits().totalTimeout();
    }

    @Override
    public Duration leastHolding() {
        return config.leastHolding();
    }
}
