package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import io.trunkline.embedded.KafkaServer;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.Topics;
import io.trunkline.local.EventTail.ReceivedEvent;

class EventTailTest {

    @Test
    void receivesEventsPublishedAfterItsStart() throws Exception {
        try (KafkaServer kafka = KafkaServer.startOrUse()) {
            // Given
            kafka.createTopics(List.of(Topics.NUMBERS), 3);
            publish(kafka, "org_1", "before");
            long before = System.currentTimeMillis();

            // When
            try (EventTail events = EventTail.of(kafka.bootstrapServers(), List.of(Topics.NUMBERS))) {
                publish(kafka, "org_2", "other");
                publish(kafka, "org_1", "after");

                // Then
                ReceivedEvent received = events.await(NumberAssigned.class, "org_1");
                assertThat(received.data().path("e164").asText()).isEqualTo("after");
                assertThat(received.receivedAt()).isBetween(before, System.currentTimeMillis());
            }
        }
    }

    private static void publish(KafkaServer kafka, String workspace, String number)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, String> message = new ProducerRecord<>(Topics.NUMBERS, number,
                "{\"e164\":\"" + number + "\"}");
        message.headers().add("ce_type", "io.trunkline.numbers.NumberAssigned.v1".getBytes(StandardCharsets.UTF_8));
        message.headers().add("workspaceid", workspace.getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(Map.<String, Object> of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(message).get();
        }
    }
}
