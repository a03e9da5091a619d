package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.kit.secret.SecretFiles;

/** Tests of the adapter without the gateway. */
abstract class TwilioAdapterTest extends GatewayTest {

    static final Webhooks WEBHOOKS = new Webhooks(URI.create("https://hooks.example.com/api/webhooks/twilio/sms"),
            URI.create("https://hooks.example.com/api/webhooks/twilio/sms?fallback=1"),
            URI.create("https://hooks.example.com/api/webhooks/twilio/status"));
    static final String OVERRIDE = "#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000";

    @Inject
    ObjectMapper mapper;
    @Inject
    SecretFiles secrets;

    /** @param changes configuration, as pairs of property name below the prefix and value */
    Carrier twilio(URI baseUrl, String... changes) {
        Map<String, String> config = new HashMap<>(Map.of("base-url", baseUrl.toString(), "account-sid",
                CarrierSimulator.ACCOUNT, "auth-tokens", CarrierSimulator.TOKEN, "total-timeout", "5s"));
        for (int i = 0; i < changes.length; i += 2) {
            config.put(changes[i], changes[i + 1]);
        }
        Map<String, String> properties = new HashMap<>();
        config.forEach((name, value) -> properties.put("trunkline.carriers.twilio." + name, value));
        return new TwilioAccounts(DefaultConfig.of(TwilioConfig.class, properties), secrets, mapper).all().get(0);
    }

    static NumberPurchase purchase(String e164, String reference) {
        return new NumberPurchase(e164, reference, WEBHOOKS);
    }

    static <T> T item(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    /** The number of a synchronous purchase. */
    static OwnedNumber owned(Uni<OrderOutcome> purchase) {
        return ((OrderOutcome.Owned) item(purchase)).number();
    }

    static CarrierException failure(Uni<?> call) {
        Throwable failure = call.onItem().transform(item -> (Throwable) new AssertionError("succeeded: " + item))
                .onFailure().recoverWithItem(thrown -> thrown).await().atMost(Duration.ofSeconds(10));
        assertThat(failure).isInstanceOf(CarrierException.class);
        return (CarrierException) failure;
    }
}
