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

import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.number.NumberRelease;
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

/** State changes of an order by the carrier's responses, without carrier or database. */
class CarrierOrderTest {

    private static final String NUMBER = "+14155550142";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException GONE = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "gone");
    private static final CarrierException AWAY = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "away");
    private static final CarrierException BUSY = new CarrierException(CarrierFailure.RATE_LIMITED, "busy");

    private final OrderConfig config = DefaultConfig.of(OrderConfig.class);
    private final OrderConfig noLookupDelay = DefaultConfig.of(OrderConfig.class,
            Map.of("trunkline.orders.lookup-delay", "0s"));

    @Test
    void searchesByDefaultForALocalNumberInTheDefaultCountry() {
        assertThat(order(null, null).request().search(50)).satisfies(search -> {
            assertThat(search.country()).isEqualTo("US");
            assertThat(search.numberType()).isEqualTo(NumberType.LOCAL);
            assertThat(search.areaCode()).isNull();
        });
        assertThat(order(null, new NumberCriteria("GB", NumberType.MOBILE, null)).request().search(50)).satisfies(search -> {
            assertThat(search.country()).isEqualTo("GB");
            assertThat(search.numberType()).isEqualTo(NumberType.MOBILE);
        });
    }

    @Test
    void publishesTheBoughtNumberWithAllItsData() {
        CarrierOrder order = submitted(NUMBER);

        order.assignNumber(owned(NUMBER));
        assertThat(order.complete(owned(NUMBER))).singleElement().isInstanceOfSatisfying(NumberOrdered.class, event -> {
            assertThat(event.e164()).isEqualTo(NUMBER);
            assertThat(event.country()).isEqualTo("US");
            assertThat(event.numberType()).isEqualTo(NumberType.LOCAL);
            assertThat(event.carrierNumberId()).isEqualTo("PN1");
            assertThat(event.workspaceId()).isEqualTo("ws_1");
        });
        assertThat(order.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ClaimedJobs.dueIn(order)).isNull();
    }

    @Test
    void publishesAnUnknownOutcomeOnceAndLooksItUpOnSchedule() {
        CarrierOrder order = submitted(NUMBER);

        assertThat(order.recordUnknownOutcome(LOST)).singleElement().isInstanceOf(NumberOrderUnknown.class);
        for (Duration wait : config.lookupBackoff()) {
            assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
            assertThat(ClaimedJobs.dueIn(order)).isCloseTo(wait, Duration.ofSeconds(1));
            var events = order.recordLookupFailure(AWAY, SOON);
            assertThat(events).hasSize(order.needsAttention() ? 1 : 0).allSatisfy(
                    event -> assertThat(event).isInstanceOfSatisfying(NumberOrderNeedsAttention.class, attention -> {
                        assertThat(attention.orderId()).isEqualTo(order.id());
                        assertThat(attention.e164()).isEqualTo(NUMBER);
                        assertThat(attention.code()).isEqualTo("CARRIER_UNAVAILABLE");
                    }));
        }
        assertThat(order.needsAttention()).isTrue();
        assertThat(ClaimedJobs.dueIn(order)).as("looked up at a slow pace")
                .isCloseTo(config.attentionLookupInterval(), Duration.ofSeconds(1));
        assertThat(order.recordLookupFailure(AWAY, SOON)).as("published once").isEmpty();
        assertThat(ClaimedJobs.dueIn(order)).isCloseTo(config.attentionLookupInterval(), Duration.ofSeconds(1));
    }

    static List<CarrierException> skippedLookups() {
        return List.of(BUSY, AWAY.unsent(), new CarrierException(CarrierFailure.CARRIER_AUTH, "shut").unsent());
    }

    @ParameterizedTest
    @MethodSource("skippedLookups")
    void skippedLookupIsPostponedAndNotCounted(CarrierException cause) {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        for (int i = 0; i < 2 * config.lookupBackoff().size(); i++) {
            assertThat(order.recordLookupFailure(cause, SOON)).isEmpty();
            assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
            assertThat(order.code()).isEqualTo(cause.failure().name());
            assertThat(ClaimedJobs.dueIn(order)).isCloseTo(SOON, Duration.ofMillis(500));
        }
        order.recordLookupFailure(AWAY, SOON);
        assertThat(ClaimedJobs.dueIn(order)).as("the second look-up of the schedule")
                .isCloseTo(config.lookupBackoff().get(1), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("skippedLookups")
    void skippedLookupsNeedAttentionAfterTheWholeSchedule(CarrierException cause) {
        Duration longest = config.lookupBackoff().stream().reduce(Duration.ZERO, Duration::plus);
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        ClaimedJobs.claimedAfter(order, longest.minusMinutes(1));
        assertThat(order.recordLookupFailure(cause, SOON)).isEmpty();
        ClaimedJobs.claimedAfter(order, Duration.ofMinutes(2));

        assertThat(order.recordLookupFailure(cause, SOON)).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, event -> assertThat(event.code()).isEqualTo(cause.failure().name()));
        assertThat(order.needsAttention()).isTrue();
    }

    @Test
    void asksForAPendingPurchaseWithoutALimit() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);
        order.awaitDecision();

        ClaimedJobs.claimedAfter(order, Duration.ofDays(30));

        assertThat(order.recordLookupFailure(BUSY, SOON)).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.PENDING);
    }

    @Test
    void emptyLookupIsConclusiveOnlyAfterTheLookupDelay() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.isLookupConclusive()).isFalse();
        order.scheduleConclusiveLookup();
        assertThat(ClaimedJobs.dueIn(order)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        order.setPolicy(OrderPolicy.of(noLookupDelay, 3, List.of("twilio")));
        assertThat(order.isLookupConclusive()).isTrue();
    }

    @Test
    void repeatsAPurchaseThatWasNotFound() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.concludeNotBought()).isEmpty();
        assertThat(order.candidate()).contains(NUMBER);
    }

    @Test
    void looksUpAfterARefusedRepeatedPurchase() {
        // Given
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        // When
        var events = order.recordRefusal(GONE);

        // Then
        assertThat(events).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(order.complete(owned(NUMBER))).singleElement().isInstanceOf(NumberOrdered.class);
    }

    @Test
    void failsWithTheRefusalWhenTheLookupFindsNothing() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);
        order.recordRefusal(GONE);

        assertThat(order.concludeNotBought().orElseThrow()).singleElement().isInstanceOfSatisfying(
                NumberOrderFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE"));
    }

    @Test
    void looksUpBeforeGivingUpAnUnknownPurchase() {
        CarrierOrder order = ClaimedJobs.claimed(order(NUMBER, null), config.giveUpAfter().plusMinutes(1));
        order.submit(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.retryLater(BUSY, SOON)).isEmpty();
        assertThat(order.state()).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void retriesAnUnprocessedPurchaseUntilItIsStale() {
        CarrierOrder young = submitted(NUMBER);
        CarrierOrder old = ClaimedJobs.claimed(order(NUMBER, null), config.giveUpAfter().plusMinutes(1));
        old.submit(NUMBER);

        assertThat(young.retryLater(BUSY, SOON)).isEmpty();
        assertThat(young.state()).isEqualTo(JobState.WAITING);
        assertThat(ClaimedJobs.dueIn(young)).isCloseTo(SOON, Duration.ofMillis(500));
        assertThat(old.retryLater(BUSY, SOON)).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("RATE_LIMITED"));
    }

    @Test
    void triesALimitedNumberOfCandidates() {
        CarrierOrder order = ClaimedJobs.claimed(order(null, null), Duration.ZERO);

        for (int tried = 1; tried < config.candidates(); tried++) {
            order.submit(NUMBER);
            assertThat(order.recordRefusal(GONE)).isEmpty();
            assertThat(order.candidate()).isEmpty();
        }
        order.submit(NUMBER);
        assertThat(order.recordRefusal(GONE)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void doesNotReplaceARequestedNumber() {
        assertThat(submitted(NUMBER).recordRefusal(GONE)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void searchesAgainWhenOtherOrdersHoldAllCandidates() {
        CarrierOrder order = ClaimedJobs.claimed(order(null, null), Duration.ZERO);

        for (int search = 1; search < 20; search++) {
            assertThat(order.dropCandidate(GONE, SOON)).isEmpty();
        }
        assertThat(order.dropCandidate(GONE, SOON)).singleElement().isInstanceOf(NumberOrderFailed.class);
    }

    @Test
    void givesAnotherNumberBackAndEndsAfterwards() {
        // Given
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);
        assertThat(order.request().accepts(owned("+14155550143"))).isFalse();

        // When
        assertThat(order.giveBack(owned("+14155550143"))).isEmpty();

        // Then
        assertThat(order.giveBackId()).isPresent();
        assertThat(order.obligations()).singleElement().isInstanceOfSatisfying(NumberRelease.class,
                release -> assertThat(release.id()).isEqualTo(order.giveBackId().get()));
        assertThat(order.concludeGivenBack()).singleElement().isInstanceOfSatisfying(NumberOrderFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE"));
    }

    @Test
    void anotherNumberUnderAnotherReferenceNeedsAttention() {
        CarrierOrder order = submitted(NUMBER);

        assertThat(order.recordOtherNumber(owned("+14155550143"))).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, event -> assertThat(event.code()).isEqualTo("OTHER_NUMBER_SOLD"));
        assertThat(order.keptNumberId()).contains("PN1");
        assertThat(order.obligations()).isEmpty();
    }

    @Test
    void aPurchaseInDoubtThatWasNotFoundIsLookedUpAgainAfterTheOrder() {
        CarrierOrder doubtful = submitted(NUMBER);
        doubtful.recordUnknownOutcome(LOST);
        doubtful.recordRefusal(GONE);
        doubtful.concludeNotBought();
        CarrierOrder certain = submitted(NUMBER);
        certain.recordRefusal(GONE);

        assertThat(doubtful.obligations()).singleElement().isInstanceOfSatisfying(PurchaseRecheck.class,
                recheck -> assertThat(recheck.reference()).isEqualTo(doubtful.reference()));
        assertThat(certain.obligations()).isEmpty();
    }

    @Test
    void acceptsAnyNumberUnderOurReferenceWhenNoneWasRequested() {
        CarrierOrder order = ClaimedJobs.claimed(order(null, null), Duration.ZERO);
        order.submit(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.complete(owned("+14155550143"))).singleElement().isInstanceOfSatisfying(NumberOrdered.class,
                ordered -> assertThat(ordered.e164()).isEqualTo("+14155550143"));
    }

    @Test
    void numberOfAnotherOrderIsUnavailable() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.recordForeignReference(UUID.randomUUID().toString())).singleElement().isInstanceOfSatisfying(
                NumberOrderFailed.class, failed -> assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE"));
    }

    @Test
    void unknownPurchaseUnderAForeignReferenceNeedsAttention() {
        CarrierOrder order = submitted(NUMBER);
        order.recordUnknownOutcome(LOST);

        assertThat(order.recordForeignReference("Front desk")).singleElement().isInstanceOfSatisfying(
                NumberOrderNeedsAttention.class, stuck -> assertThat(stuck.code()).isEqualTo("OTHER_REFERENCE"));
    }

    @Test
    void whatTheCommandStatesStands() {
        NumberRequest unknown = order("+18000050072", new NumberCriteria("US", NumberType.TOLL_FREE, null)).request();
        NumberRequest unstated = order("+14165550142", null).request();

        assertThat(unknown.country()).as("libphonenumber does not know it").isEqualTo("US");
        assertThat(unknown.numberType()).isEqualTo(NumberType.TOLL_FREE);
        assertThat(unknown.isValid()).isTrue();
        assertThat(unstated.country()).isEqualTo("CA");
        assertThat(unstated.numberType()).isEqualTo(NumberType.LOCAL);
    }

    @Test
    void rejectsANumberThatCannotBeWhatTheCommandStates() {
        assertThat(order("+18882009901", new NumberCriteria("US", NumberType.LOCAL, null)).request().isValid()).isFalse();
        assertThat(order("+14162009901", new NumberCriteria("US", NumberType.LOCAL, null)).request().isValid()).isFalse();
        assertThat(order("+442079460123", new NumberCriteria("US", NumberType.LOCAL, null)).request().isValid()).isFalse();
        assertThat(order("+14152009901", new NumberCriteria("US", NumberType.LOCAL, null)).request().isValid()).isTrue();
    }

    private CarrierOrder submitted(String e164) {
        CarrierOrder order = ClaimedJobs.claimed(order(e164, null), Duration.ZERO);
        order.submit(e164);
        return order;
    }

    private CarrierOrder order(String e164, NumberCriteria criteria) {
        CarrierOrder order = new CarrierOrder(
                new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1",
                        "Acme", "slot-1", "twilio", e164, criteria),
                config);
        order.setPolicy(OrderPolicy.of(config, 3, List.of("twilio")));
        return order;
    }

    private static OwnedNumber owned(String e164) {
        return new OwnedNumber(e164, "PN1", "AC1", "ref", new Capabilities(true, true, true), Instant.now());
    }
}
