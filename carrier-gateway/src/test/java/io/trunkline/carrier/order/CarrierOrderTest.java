package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.trunkline.carrier.job.Claimed;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** What an order concludes from what its carrier says, without carrier or database. */
class CarrierOrderTest {

    private static final String NUMBER = "+14155550142";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException GONE = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "gone");
    private static final CarrierException AWAY = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "away");
    private static final CarrierException BUSY = new CarrierException(CarrierFailure.RATE_LIMITED, "busy");

    private final OrderConfig config = DefaultConfig.of(OrderConfig.class);
    private final OrderConfig settledAtOnce = DefaultConfig.of(OrderConfig.class, Map.of("trunkline.orders.settle", "0s"));

    @Test
    void searchesWhereNothingIsSaidForALocalNumberInTheDefaultCountry() {
        assertThat(order(null, null).wish().search(50)).satisfies(search -> {
            assertThat(search.country()).isEqualTo("US");
            assertThat(search.numberType()).isEqualTo(NumberType.LOCAL);
            assertThat(search.areaCode()).isNull();
        });
        assertThat(order(null, new NumberCriteria("GB", NumberType.MOBILE, null)).wish().search(50)).satisfies(search -> {
            assertThat(search.country()).isEqualTo("GB");
            assertThat(search.numberType()).isEqualTo(NumberType.MOBILE);
        });
    }

    @Test
    void aSoldNumberIsSaidWithEverythingItsAdopterNeeds() {
        CarrierOrder order = submitted(NUMBER);

        assertThat(order.placed(owned(NUMBER))).singleElement().isInstanceOfSatisfying(NumberOrdered.class, said -> {
            assertThat(said.e164()).isEqualTo(NUMBER);
            assertThat(said.country()).isEqualTo("US");
            assertThat(said.numberType()).isEqualTo(NumberType.LOCAL);
            assertThat(said.carrierNumberId()).isEqualTo("PN1");
            assertThat(said.workspaceId()).isEqualTo("ws_1");
        });
        assertThat(order.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(Claimed.due(order)).isNull();
    }

    @Test
    void doubtIsSaidOnceAndLookedUpOnTheSchedule() {
        CarrierOrder order = submitted(NUMBER);

        assertThat(order.doubted(LOST, config)).singleElement().isInstanceOf(NumberOrderUnknown.class);
        for (Duration wait : config.lookupBackoff()) {
            assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
            assertThat(Claimed.due(order)).isCloseTo(wait, Duration.ofSeconds(1));
            var said = order.lookupFailed(AWAY, SOON, config);
            assertThat(said).hasSize(order.isStuck() ? 1 : 0).allSatisfy(
                    event -> assertThat(event).isInstanceOfSatisfying(NumberOrderNeedsAttention.class, attention -> {
                        assertThat(attention.orderId()).isEqualTo(order.id());
                        assertThat(attention.e164()).isEqualTo(NUMBER);
                        assertThat(attention.code()).isEqualTo("CARRIER_UNAVAILABLE");
                    }));
        }
        assertThat(order.isStuck()).isTrue();
        assertThat(Claimed.due(order)).isNull();
    }

    static List<CarrierException> notLookedUp() {
        return List.of(BUSY, AWAY.unsent(), new CarrierException(CarrierFailure.CARRIER_AUTH, "shut").unsent());
    }

    @ParameterizedTest
    @MethodSource("notLookedUp")
    void aLookUpThatNobodyCarriedOutIsPutOffAndNotCounted(CarrierException because) {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        for (int i = 0; i < 2 * config.lookupBackoff().size(); i++) {
            assertThat(order.lookupFailed(because, SOON, config)).isEmpty();
            assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
            assertThat(order.code()).isEqualTo(because.failure().name());
            assertThat(Claimed.due(order)).isCloseTo(SOON, Duration.ofMillis(500));
        }
        order.lookupFailed(AWAY, SOON, config);
        assertThat(Claimed.due(order)).as("the second of those it has")
                .isCloseTo(config.lookupBackoff().get(1), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("notLookedUp")
    void aLookUpIsNotPutOffForLongerThanAllOfThemTogetherWouldTake(CarrierException because) {
        Duration longest = config.lookupBackoff().stream().reduce(Duration.ZERO, Duration::plus);
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        Claimed.later(order, longest.minusMinutes(1));
        assertThat(order.lookupFailed(because, SOON, config)).isEmpty();
        Claimed.later(order, Duration.ofMinutes(2));

        assertThat(order.lookupFailed(because, SOON, config)).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, said -> assertThat(said.code()).isEqualTo(because.failure().name()));
        assertThat(order.isStuck()).isTrue();
    }

    @Test
    void aPurchaseThatTheCarrierDecidesLaterIsAskedForAsLongAsThatTakes() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);
        order.undecided(config);

        Claimed.later(order, Duration.ofDays(30));

        assertThat(order.lookupFailed(BUSY, SOON, config)).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.PENDING);
    }

    @Test
    void notFoundIsBelievedOnlyAfterItSettled() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.settled(config)).isFalse();
        order.lookWhenSettled(config);
        assertThat(Claimed.due(order)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(order.settled(settledAtOnce)).isTrue();
    }

    @Test
    void aPurchaseThatWasNotFoundIsRepeated() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.notBought(config)).isEmpty();
        assertThat(order.candidate()).contains(NUMBER);
    }

    @Test
    void aRefusedRepetitionMayMeanThatTheFirstTrySucceeded() {
        // Given
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        // When
        var said = order.refused(GONE, config);

        // Then
        assertThat(said).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(order.placed(owned(NUMBER))).singleElement().isInstanceOf(NumberOrdered.class);
    }

    @Test
    void aRefusedRepetitionStandsWhenALookUpFindsNothing() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);
        order.refused(GONE, config);

        assertThat(order.notBought(config).orElseThrow()).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE"));
    }

    @Test
    void givingUpADoubtfulPurchaseNeedsALookUpToo() {
        CarrierOrder order = Claimed.job(order(NUMBER, null), config.giveUpAfter().plusMinutes(1));
        order.submit(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.notProcessed(BUSY, SOON, config)).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void waitsWhileTheCarrierDoesNotProcessItAndThenFails() {
        CarrierOrder young = submitted(NUMBER);
        CarrierOrder old = Claimed.job(order(NUMBER, null), config.giveUpAfter().plusMinutes(1));
        old.submit(NUMBER);

        assertThat(young.notProcessed(BUSY, SOON, config)).isEmpty();
        assertThat(young.state()).isEqualTo(JobState.WAITING);
        assertThat(Claimed.due(young)).isCloseTo(SOON, Duration.ofMillis(500));
        assertThat(old.notProcessed(BUSY, SOON, config)).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("RATE_LIMITED"));
    }

    @Test
    void takesAnotherCandidateWhenOneIsGoneButNotForEver() {
        CarrierOrder order = Claimed.job(order(null, null), Duration.ZERO);

        for (int tried = 1; tried < config.candidates(); tried++) {
            order.submit(NUMBER);
            assertThat(order.refused(GONE, config)).isEmpty();
            assertThat(order.candidate()).isEmpty();
        }
        order.submit(NUMBER);
        assertThat(order.refused(GONE, config)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void theOneNumberWantedIsNotReplaced() {
        assertThat(submitted(NUMBER).refused(GONE, config)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void searchesAgainWhileOtherOrdersHoldWhatIsThere() {
        CarrierOrder order = Claimed.job(order(null, null), Duration.ZERO);

        assertThat(order.candidateTaken(GONE, SOON, config)).isEmpty();
        assertThat(order.candidateTaken(GONE, SOON, config)).isEmpty();
        assertThat(order.candidateTaken(GONE, SOON, config)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void aNumberHeldUnderOurReferenceThatNobodyWantedIsForAPerson() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.placed(owned("+14155550143"))).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, said -> assertThat(said.code()).isEqualTo("OTHER_NUMBER_SOLD"));
        assertThat(order.isStuck()).isTrue();
        assertThat(order.code()).isEqualTo("OTHER_NUMBER_SOLD");
    }

    @Test
    void anyNumberHeldUnderOurReferenceIsAdoptedWhenAnyWasWanted() {
        CarrierOrder order = Claimed.job(order(null, null), Duration.ZERO);
        order.submit(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.placed(owned("+14155550143"))).singleElement().isInstanceOfSatisfying(NumberOrdered.class,
                ordered -> assertThat(ordered.e164()).isEqualTo("+14155550143"));
    }

    @Test
    void aNumberThatIsOursByAnotherOrderIsNotForSale() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.ownedOtherwise(UUID.randomUUID().toString(), config)).singleElement().isInstanceOfSatisfying(
                NumberOrderFailed.class, failed -> assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE"));
    }

    @Test
    void aNumberInDoubtThatSomebodyRenamedIsForAPerson() {
        CarrierOrder order = submitted(NUMBER);
        order.doubted(LOST, config);

        assertThat(order.ownedOtherwise("Front desk", config)).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, stuck -> assertThat(stuck.code()).isEqualTo("OTHER_REFERENCE"));
    }

    @Test
    void aNumbersOwnCountryAndTypeCountMoreThanWhatItsBuyerThinks() {
        NumberRequest wish = order("+14165550142", new NumberCriteria("US", NumberType.MOBILE, null)).wish();

        assertThat(wish.country()).isEqualTo("CA");
        assertThat(wish.numberType()).isEqualTo(NumberType.LOCAL);
    }

    private CarrierOrder submitted(String e164) {
        CarrierOrder order = Claimed.job(order(e164, null), Duration.ZERO);
        order.submit(e164);
        return order;
    }

    private CarrierOrder order(String e164, NumberCriteria criteria) {
        return new CarrierOrder(new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme",
                "slot-1", "twilio", e164, criteria), config);
    }

    private static OwnedNumber owned(String e164) {
        return new OwnedNumber(e164, "PN1", "AC1", "ref", new Capabilities(true, true, true), Instant.now());
    }
}
