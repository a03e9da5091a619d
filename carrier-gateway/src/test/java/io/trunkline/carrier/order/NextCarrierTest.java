package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.OrderPurpose;

/** When an order fails over to another carrier, without carrier or database. */
class NextCarrierTest {

    private static final String NUMBER = "+14155550142";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException BROKE = new CarrierException(CarrierFailure.INSUFFICIENT_FUNDS, "broke");
    private static final CarrierException NOT_SOLD = new CarrierException(CarrierFailure.NOT_SUPPORTED, "no carrier is left");
    private static final CarrierException AWAY = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "away");

    private final OrderConfig config = DefaultConfig.of(OrderConfig.class);

    @Test
    void failsOverWhileNoOutcomeWasUnknown() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);

        assertThat(order.recordRefusal(BROKE)).isEmpty();

        assertThat(order.carrier()).isNull();
        assertThat(order.candidate()).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.WAITING);
        assertThat(order.failover().attempts().attempts())
                .containsExactly(new CarrierAttempt("telnyx", "INSUFFICIENT_FUNDS"));
    }

    @Test
    void doesNotFailOverForAFaultOfTheRequest() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);

        assertThat(order.recordRefusal(new CarrierException(CarrierFailure.INVALID_REQUEST, "refused"))).singleElement()
                .isInstanceOfSatisfying(NumberOrderFailed.class, event -> assertThat(event.carrier()).isEqualTo("telnyx"));
    }

    @Test
    void failsOverForMissingAddressOrDocuments() {
        for (CarrierFailure failure : List.of(CarrierFailure.ADDRESS_REQUIRED, CarrierFailure.REGULATORY_REQUIRED)) {
            CarrierOrder order = chosen(3);
            order.submit(NUMBER);

            assertThat(order.recordRefusal(new CarrierException(failure, "refused"))).isEmpty();

            assertThat(order.carrier()).isNull();
        }
    }

    @Test
    void doesNotFailOverAfterAnUnknownOutcome() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);
        order.recordUnknownOutcome(LOST);
        assertThat(order.concludeNotBought()).as("the purchase is repeated").isEmpty();

        order.recordRefusal(BROKE);

        assertThat(order.concludeNotBought().orElseThrow()).singleElement().isInstanceOf(NumberOrderFailed.class);
        assertThat(order.carrier()).isEqualTo("telnyx");
    }

    @Test
    void doesNotFailOverAfterAPendingPurchase() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);
        order.awaitDecision();

        assertThat(order.recordRejection(CarrierFailure.INSUFFICIENT_FUNDS)).singleElement()
                .isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void failsOverAfterTheAllowedUnavailableCalls() {
        CarrierOrder order = chosen(2);

        assertThat(order.retryLater(AWAY, SOON)).isEmpty();
        assertThat(order.carrier()).isEqualTo("telnyx");
        assertThat(order.retryLater(AWAY, SOON)).isEmpty();
        assertThat(order.carrier()).isNull();
    }

    @Test
    void waitsForAnUnavailableCarrierWithoutAlternative() {
        CarrierOrder order = chosen(0);

        for (int i = 0; i < 10; i++) {
            assertThat(order.retryLater(AWAY, SOON)).isEmpty();
        }
        assertThat(order.carrier()).isEqualTo("telnyx");
        assertThat(order.recordRefusal(BROKE)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void doesNotFailOverAStaleOrder() {
        CarrierOrder order = ClaimedJobs.claimed(new CarrierOrder(anyNumber(), config),
                config.giveUpAfter().plusMinutes(1));
        order.assignTo("telnyx");
        order.setPolicy(OrderPolicy.of(config, 3, List.of("telnyx", "signalwire")));

        assertThat(order.failStale()).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void publishesTheLastFailureWhenNoCarrierIsLeft() {
        CarrierOrder order = chosen(3);
        order.recordRefusal(BROKE);

        assertThat(order.recordRefusal(NOT_SOLD)).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class,
                event -> {
                    assertThat(event.code()).isEqualTo("INSUFFICIENT_FUNDS");
                    assertThat(event.carrier()).isEqualTo("telnyx");
                    assertThat(event.attempts()).isEmpty();
                });
    }

    @Test
    void convertsFailedAttemptsToTheirColumnAndBack() {
        FailedAttempts.Column column = new FailedAttempts.Column();
        FailedAttempts failed = FailedAttempts.NONE.with("telnyx", CarrierFailure.CARRIER_AUTH).with("signalwire",
                CarrierFailure.NO_INVENTORY);

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(failed))).isEqualTo(failed);
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(FailedAttempts.NONE)))
                .isEqualTo(FailedAttempts.NONE);
    }

    /** @param tries unavailable calls of Telnyx before the order fails over; 0: there is no other carrier */
    private CarrierOrder chosen(int tries) {
        CarrierOrder order = ClaimedJobs.claimed(new CarrierOrder(anyNumber(), config), Duration.ZERO);
        order.assignTo("telnyx");
        order.setPolicy(OrderPolicy.of(config, tries, tries == 0 ? List.of("telnyx") : List.of("telnyx", "signalwire")));
        return order;
    }

    private static OrderNumber anyNumber() {
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme", "slot-1", null,
                null, null);
    }
}
