package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.NumberType;

/**
 * An account as another instance of the gateway protects it: with its own breakers and retry budget, on the same database.
 */
abstract class AccountTest extends GatewayTest {

    protected static final NumberSearch SEARCH = new NumberSearch("US", NumberType.LOCAL, null, 1);

    protected final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    @AfterEach
    void resetRateLimits() {
        sql("delete from carrier_turn");
    }

    /** @param changes of the configuration: name below {@code trunkline.}, value */
    protected ProtectedCarrier protectedCarrier(String carrier, String... changes) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            config.put("trunkline." + changes[i], changes[i + 1]);
        }
        return (ProtectedCarrier) new AccountRegistry(List.of(adapter(carrier)), pool,
                DefaultConfig.of(CallConfig.class, config),
                DefaultConfig.of(CarrierCircuitBreakerConfig.class, config), DefaultConfig.of(RetryBudgetConfig.class, config),
                meters)
                .find(carrier).orElseThrow();
    }

    protected static CarrierException failure(Uni<?> call) {
        Throwable thrown = call.onItem().transform(item -> (Throwable) new AssertionError("succeeded: " + item))
                .onFailure().recoverWithItem(failure -> failure).await().atMost(Duration.ofSeconds(10));
        assertThat(thrown).isInstanceOf(CarrierException.class);
        return (CarrierException) thrown;
    }

    /** The failure of a call that was not sent. */
    protected static CarrierFailure failureOfUnsentCall(Throwable failure) {
        CarrierException cause = (CarrierException) (failure instanceof CompletionException ? failure.getCause() : failure);
        assertThat(cause.isUnsent()).as(cause.getMessage()).isTrue();
        return cause.failure();
    }
}
