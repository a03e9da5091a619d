package io.trunkline.carrier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.job.LookupPolicy;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;

/** State changes of a message by the carrier's responses, without carrier or database. */
class OutgoingMessageTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException DOWN = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "down");

    private final MessageConfig config = DefaultConfig.of(MessageConfig.class);
    private final LookupPolicy policy = policy(config);
    private final MessageConfig noLookupDelay = DefaultConfig.of(MessageConfig.class,
            Map.of("trunkline.messages.lookup-delay", "0s"));

    @Test
    void emptyLookupIsConclusiveOnlyAfterTheLookupDelay() {
        OutgoingMessage message = submitted();
        message.recordUnknownOutcome(LOST);

        assertThat(message.isLookupConclusive()).isFalse();
        message.scheduleConclusiveLookup();
        assertThat(ClaimedJobs.dueIn(message)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
        message.setLookupPolicy(policy(noLookupDelay));
        assertThat(message.isLookupConclusive()).isTrue();
    }

    @Test
    void unsentMessageNeedsNoLookupDelay() {
        OutgoingMessage message = submitted();

        assertThat(message.retryLater(DOWN, SOON)).isEmpty();

        assertThat(message.state()).isEqualTo(JobState.WAITING);
        assertThat(message.isLookupConclusive()).isTrue();
    }

    @Test
    void publishesAnUnknownOutcomeAfterAllLookups() {
        OutgoingMessage message = submitted();

        assertThat(message.recordUnknownOutcome(LOST)).isEmpty();
        for (int look = 1; look < config.lookupBackoff().size(); look++) {
            assertThat(message.recordLookupFailure(DOWN, SOON)).isEmpty();
        }

        assertThat(message.recordLookupFailure(DOWN, SOON)).singleElement().isInstanceOfSatisfying(MessageFailed.class,
                event -> {
                    assertThat(event.messageId()).isEqualTo(message.id());
                    assertThat(event.code()).isEqualTo("OUTCOME_UNKNOWN");
                });
        assertThat(message.needsAttention()).isTrue();
    }

    @Test
    void skippedLookupsArePostponedForALimitedTime() {
        OutgoingMessage message = submitted();
        message.recordUnknownOutcome(LOST);

        for (int i = 0; i < 2 * config.lookupBackoff().size(); i++) {
            assertThat(message.recordLookupFailure(DOWN.unsent(), SOON)).isEmpty();
            assertThat(ClaimedJobs.dueIn(message)).isCloseTo(SOON, Duration.ofMillis(500));
        }
        ClaimedJobs.claimedAfter(message, Duration.ofHours(2));

        assertThat(message.recordLookupFailure(DOWN.unsent(), SOON)).singleElement()
                .isInstanceOf(MessageFailed.class);
        assertThat(message.needsAttention()).isTrue();
    }

    private static LookupPolicy policy(MessageConfig config) {
        return new LookupPolicy(config.lookupBackoff(), config.lookupDelay(), config.giveUpAfter());
    }

    private OutgoingMessage submitted() {
        OutgoingMessage message = ClaimedJobs
                .claimed(new OutgoingMessage(new SendMessage(UUID.randomUUID(), "ws_1", "sms", null,
                        "+14155550142", "+14155550199", "hello", List.of()), "twilio"), Duration.ZERO);
        message.setLookupPolicy(policy);
        message.submit();
        return message;
    }
}
