package io.trunkline.webhook.conversation;

import static io.trunkline.webhook.conversation.MessageStatus.DELIVERED;
import static io.trunkline.webhook.conversation.MessageStatus.FAILED;
import static io.trunkline.webhook.conversation.MessageStatus.QUEUED;
import static io.trunkline.webhook.conversation.MessageStatus.READ;
import static io.trunkline.webhook.conversation.MessageStatus.RECEIVED;
import static io.trunkline.webhook.conversation.MessageStatus.SENT;
import static io.trunkline.webhook.conversation.MessageStatus.UNDELIVERED;
import static io.trunkline.webhook.conversation.MessageStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStatusTest {

    private static final Map<MessageStatus, List<MessageStatus>> NEXT = Map.of(
            QUEUED, List.of(UNKNOWN, SENT, DELIVERED, UNDELIVERED, FAILED, READ),
            UNKNOWN, List.of(SENT, DELIVERED, UNDELIVERED, FAILED, READ),
            SENT, List.of(DELIVERED, UNDELIVERED, FAILED, READ),
            DELIVERED, List.of(READ), UNDELIVERED, List.of(READ), FAILED, List.of(READ),
            READ, List.of(), RECEIVED, List.of());

    @ParameterizedTest
    @EnumSource
    void allowsOnlyTransitionsToAHigherRank(MessageStatus status) {
        assertThat(Arrays.stream(MessageStatus.values()).filter(status::canTransitionTo))
                .containsExactlyElementsOf(NEXT.get(status));
    }
}
