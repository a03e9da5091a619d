package io.trunkline.carrier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.Claimed;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;

/** What a message concludes from what its carrier says, without carrier or database. */
class OutgoingMessageTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CarrierException LOST = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "lost");
    private static final CarrierException DOWN = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "down");

    private final MessageConfig config = DefaultConfig.of(MessageConfig.class);
    private final MessageConfig settledAtOnce = DefaultConfig.of(MessageConfig.class,
            Map.of("trunkline.messages.settle", "0s"));

    @Test
    void notFoundIsBelievedOnlyAfterItSettled() {
        OutgoingMessage message = submitted();
        message.doubted(LOST, config);

        assertThat(message.settled(config)).isFalse();
        message.lookWhenSettled(config);
        assertThat(Claimed.due(message)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
        assertThat(message.settled(settledAtOnce)).isTrue();
    }

    @Test
    void aMessageThatWasClearlyNotTakenNeedsNotSettle() {
        OutgoingMessage message = submitted();

        assertThat(message.notTaken(DOWN, SOON, config)).isEmpty();

        assertThat(message.state()).isEqualTo(JobState.WAITING);
        assertThat(message.settled(config)).isTrue();
    }

    @Test
    void aDoubtThatIsNeverDecidedIsSaidAndLeftToAPerson() {
        OutgoingMessage message = submitted();

        assertThat(message.doubted(LOST, config)).isEmpty();
        for (int look = 1; look < config.lookupBackoff().size(); look++) {
            assertThat(message.lookupFailed(DOWN, SOON, config)).isEmpty();
        }

        assertThat(message.lookupFailed(DOWN, SOON, config)).singleElement().isInstanceOfSatisfying(MessageFailed.class,
                said -> {
                    assertThat(said.messageId()).isEqualTo(message.id());
                    assertThat(said.code()).isEqualTo("OUTCOME_UNKNOWN");
                });
        assertThat(message.isStuck()).isTrue();
    }

    @Test
    void aLookUpThatNobodyCarriedOutIsPutOffAndNotCountedButNotForEver() {
        OutgoingMessage message = submitted();
        message.doubted(LOST, config);

        for (int i = 0; i < 2 * config.lookupBackoff().size(); i++) {
            assertThat(message.lookupFailed(DOWN.unsent(), SOON, config)).isEmpty();
            assertThat(Claimed.due(message)).isCloseTo(SOON, Duration.ofMillis(500));
        }
        Claimed.later(message, Duration.ofHours(2));

        assertThat(message.lookupFailed(DOWN.unsent(), SOON, config)).singleElement()
                .isInstanceOf(MessageFailed.class);
        assertThat(message.isStuck()).isTrue();
    }

    private static OutgoingMessage submitted() {
        OutgoingMessage message = Claimed.job(new OutgoingMessage(new SendMessage(UUID.randomUUID(), "ws_1", "sms", null,
                "+14155550142", "+14155550199", "hello", List.of()), "twilio"), Duration.ZERO);
        message.submit();
        return message;
    }
}
