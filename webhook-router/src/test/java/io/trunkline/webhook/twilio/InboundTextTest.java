package io.trunkline.webhook.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.Senders;
import io.trunkline.webhook.WebhookRouterTest;

@QuarkusTest
class InboundTextTest extends WebhookRouterTest {

    @Test
    void bringsATextToTheWorkspaceThatOwnsTheNumber() {
        // Given
        String number = Numbers.fresh();
        String workspace = workspaceWith(number);

        // When
        var answer = senders.twilio(Senders.SMS, Senders.text("+14155550100", number, "Hello"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/xml");
        assertThat(answer.body()).endsWith("<Response/>");
        MessageReceived received = events.await(MessageReceived.class, event -> event.number().equals(number));
        assertThat(received.workspaceId()).isEqualTo(workspace);
        assertThat(received.body()).isEqualTo("Hello");
    }
}
