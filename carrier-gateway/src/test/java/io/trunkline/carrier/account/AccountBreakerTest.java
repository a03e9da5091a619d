package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;

/** How often an account is called after the carrier refused it as a whole. */
@QuarkusTest
class AccountBreakerTest extends AccountTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @Inject
    WebhookUrls webhooks;

    @ParameterizedTest
    @CsvSource({ "twilio, 401, 20003, CARRIER_AUTH", "twilio, 403, 20005, ACCOUNT_RESTRICTED",
            "telnyx, 401, 10009, CARRIER_AUTH", "telnyx, 403, 20002, CARRIER_AUTH", "telnyx, 403, 20013, ACCOUNT_RESTRICTED",
            "signalwire, 401, 20003, CARRIER_AUTH" })
    void refusesOtherCallsWithoutSendingThemAfterTheAccountWasRefused(String name, int status, int code,
            CarrierFailure failure) {
        // Given
        ProtectedCarrier carrier = protectedCarrier(name);
        refuse(name, status, code);
        assertThat(failure(carrier.search(SEARCH)).isUnsent()).isFalse();
        int sent = CarrierSimulator.faultsFired();

        // When
        CarrierException search = failure(carrier.search(SEARCH));
        CarrierException purchase = failure(purchase(carrier));
        CarrierException lookUp = failure(carrier.findOrders("any"));

        // Then
        assertThat(List.of(search, purchase, lookUp)).allSatisfy(refused -> {
            assertThat(refused.failure()).isEqualTo(failure);
            assertThat(refused.isUnsent()).isTrue();
            assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
        });
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(sent);
    }

    @Test
    void sendsOneProbePerInterval() {
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-calls.account-probe-interval", "600ms");
        refuse("twilio", 401, 20003);
        failure(twilio.search(SEARCH));
        int sent = CarrierSimulator.faultsFired();

        long until = System.nanoTime() + Duration.ofMillis(2200).toNanos();
        while (System.nanoTime() < until) {
            IntStream.range(0, 3).mapToObj(i -> twilio.search(SEARCH).subscribeAsCompletionStage()).toList()
                    .forEach(call -> call.handle((found, failure) -> null).join());
        }
        assertThat(CarrierSimulator.faultsFired() - sent).as("probes with one secret each, or with two").isBetween(2, 6);

        CarrierSimulator.noFaults();
        await().atMost(Duration.ofSeconds(2)).ignoreExceptions()
                .until(() -> !twilio.search(SEARCH).await().atMost(WAIT).isEmpty());
        assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
    }

    @Test
    void verificationIsSentWhileOpenAndClosesTheBreaker() {
        // Given
        ProtectedCarrier twilio = protectedCarrier("twilio");
        refuse("twilio", 401, 20003);
        failure(twilio.search(SEARCH));

        // When
        assertThat(failure(twilio.verify()).isUnsent()).isFalse();
        CarrierSimulator.noFaults();
        assertThat(failure(twilio.search(SEARCH)).isUnsent()).isTrue();
        twilio.verify().await().atMost(WAIT);

        // Then
        assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "twilio, 403, 20006", "twilio, 403, 99999", "telnyx, 403, 10010" })
    void aForbiddenOperationDoesNotOpenTheBreaker(String name, int status, int code) {
        ProtectedCarrier carrier = protectedCarrier(name);
        refuse(name, status, code);

        IntStream.range(0, 2).forEach(i -> assertThat(failure(carrier.search(SEARCH)).isUnsent()).isFalse());
    }

    @Test
    void aRefusalOfOneCallClosesTheBreaker() {
        // Given
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-calls.account-probe-interval", "300ms");
        refuse("twilio", 401, 20003);
        failure(twilio.search(SEARCH));
        CarrierSimulator.noFaults();
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":400,\"code\":21422");

        // When
        await().atMost(Duration.ofSeconds(5)).until(() -> !failure(purchase(twilio)).isUnsent());

        // Then
        assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
    }

    @Test
    void aRefusedPriceLookupDoesNotOpenTheBreaker() {
        ProtectedCarrier twilio = protectedCarrier("twilio");
        CarrierSimulator.fault("\"operation\":\"prices\",\"fault\":\"STATUS\",\"status\":401,\"code\":20003,\"times\":100");

        assertThat(failure(twilio.monthlyCosts("US")).failure()).isEqualTo(CarrierFailure.CARRIER_AUTH);

        assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
        assertThat(twilio.isAvailable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "twilio, 400, 21404", "twilio, 400, 22300", "telnyx, 402, 20100", "telnyx, 403, 20015" })
    void aRefusedPurchaseDoesNotOpenTheBreaker(String name, int status, int code) {
        ProtectedCarrier carrier = protectedCarrier(name);
        CarrierSimulator.fault(name, "\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":%d,\"code\":%d,\"times\":2"
                .formatted(status, code));

        IntStream.range(0, 2).forEach(i -> assertThat(failure(purchase(carrier)).isUnsent()).isFalse());

        assertThat(carrier.findByE164(anyNumber()).await().atMost(WAIT)).isEmpty();
    }

    private static void refuse(String carrier, int status, int code) {
        CarrierSimulator.fault(carrier,
                "\"operation\":\"any\",\"times\":1000,\"fault\":\"STATUS\",\"status\":%d,\"code\":%d".formatted(status, code));
    }

    private Uni<?> purchase(ProtectedCarrier carrier) {
        NumberRelease job = ClaimedJobs
                .leased(new NumberRelease(new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), null, null),
                        carrier.name()), Duration.ofMinutes(1));
        Carrier ofJob = carrier.forJob(job);
        return ofJob.order(new NumberPurchase(anyNumber(), UUID.randomUUID().toString(), webhooks.of(carrier.name())));
    }
}
