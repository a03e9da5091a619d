package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.Claimed;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.OrderPurpose;

/** When an order leaves its carrier for another one, without carrier or database. */
class NextCarrierTest {

    private static final String NUMBER = "+14155550142";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException BROKE = new CarrierException(CarrierFailure.INSUFFICIENT_FUNDS, "broke");
    private static final CarrierException NOBODY = new CarrierException(CarrierFailure.NOT_SUPPORTED, "nobody is left");
    private static final CarrierException AWAY = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "away");

    private final OrderConfig config = DefaultConfig.of(OrderConfig.class);

    @Test
    void movesOnToAnotherCarrierWhileNothingWasEverInDoubt() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);

        assertThat(order.refused(BROKE, config)).isEmpty();

        assertThat(order.carrier()).isNull();
        assertThat(order.candidate()).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.WAITING);
        assertThat(order.alternatives().tried().attempts())
                .containsExactly(new CarrierAttempt("telnyx", "INSUFFICIENT_FUNDS"));
    }

    @Test
    void staysWithTheCarrierForWhatAnotherOneWouldNotMend() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);

        assertThat(order.refused(new CarrierException(CarrierFailure.INVALID_REQUEST, "refused"), config)).singleElement()
                .isInstanceOfSatisfying(NumberOrderFailed.class, said -> assertThat(said.carrier()).isEqualTo("telnyx"));
    }

    @Test
    void movesOnWhereAnotherAccountMayHaveTheAddressOrTheDocuments() {
        for (CarrierFailure failure : List.of(CarrierFailure.ADDRESS_REQUIRED, CarrierFailure.REGULATORY_REQUIRED)) {
            CarrierOrder order = chosen(3);
            order.submit(NUMBER);

            assertThat(order.refused(new CarrierException(failure, "refused"), config)).isEmpty();

            assertThat(order.carrier()).isNull();
        }
    }

    @Test
    void neverMovesOnAfterADoubt() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);
        order.doubted(LOST, config);
        assertThat(order.notBought(config)).as("the purchase is repeated").isEmpty();

        order.refused(BROKE, config);

        assertThat(order.notBought(config).orElseThrow()).singleElement().isInstanceOf(NumberOrderFailed.class);
        assertThat(order.carrier()).isEqualTo("telnyx");
    }

    @Test
    void neverMovesOnAfterACarrierTookAPurchaseToDecideLater() {
        CarrierOrder order = chosen(3);
        order.submit(NUMBER);
        order.undecided(config);

        assertThat(order.notSold(CarrierFailure.INSUFFICIENT_FUNDS, config)).singleElement()
                .isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void movesOnFromACarrierThatIsAwayAfterItsTries() {
        CarrierOrder order = chosen(2);

        assertThat(order.notProcessed(AWAY, SOON, config)).isEmpty();
        assertThat(order.carrier()).isEqualTo("telnyx");
        assertThat(order.notProcessed(AWAY, SOON, config)).isEmpty();
        assertThat(order.carrier()).isNull();
    }

    @Test
    void waitsForACarrierThatIsAwayWhereThereIsNoOther() {
        CarrierOrder order = chosen(0);

        for (int i = 0; i < 10; i++) {
            assertThat(order.notProcessed(AWAY, SOON, config)).isEmpty();
        }
        assertThat(order.carrier()).isEqualTo("telnyx");
        assertThat(order.refused(BROKE, config)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void staleOrdersDoNotGoFromCarrierToCarrier() {
        CarrierOrder order = Claimed.job(new CarrierOrder(anyNumber(), config),
                config.giveUpAfter().plusMinutes(1));
        order.chose("telnyx");
        order.alternatives().after(3);

        assertThat(order.tooLate(config)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void whereNobodyIsLeftTheLastOnesReasonIsSaid() {
        CarrierOrder order = chosen(3);
        order.refused(BROKE, config);

        assertThat(order.refused(NOBODY, config)).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class, said -> {
            assertThat(said.code()).isEqualTo("INSUFFICIENT_FUNDS");
            assertThat(said.carrier()).isEqualTo("telnyx");
            assertThat(said.attempts()).isEmpty();
        });
    }

    @Test
    void carriersTriedSurviveTheirColumn() {
        FailedAttempts.Column column = new FailedAttempts.Column();
        FailedAttempts tried = FailedAttempts.NONE.and("telnyx", CarrierFailure.CARRIER_AUTH).and("signalwire",
                CarrierFailure.NO_INVENTORY);

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(tried))).isEqualTo(tried);
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(FailedAttempts.NONE)))
                .isEqualTo(FailedAttempts.NONE);
    }

    /** @param tries how often Telnyx, which was chosen, may be away before another carrier is asked */
    private CarrierOrder chosen(int tries) {
        CarrierOrder order = Claimed.job(new CarrierOrder(anyNumber(), config), Duration.ZERO);
        order.chose("telnyx");
        order.alternatives().after(tries);
        return order;
    }

    private static OrderNumber anyNumber() {
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme", "slot-1", null,
                null, null);
    }
}
