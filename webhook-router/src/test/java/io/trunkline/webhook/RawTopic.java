package io.trunkline.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.trunkline.events.Topics;
import io.trunkline.kit.testing.Backends;

/** Publishes records on the raw topic like the ingress, with any receipt time; or invalid records. */
public final class RawTopic {

    private RawTopic() {
    }

    /** Publishes a text like the ingress that received it at this time. */
    public static void publishText(Map<String, String> form, Instant receivedAt) {
        publish(form.get("To"), WebhookClient.encode(form),
                Map.of("source", "twilio-sms", "dedupe-key", form.get("MessageSid"), "account", form.get("AccountSid"),
                        "content-type", "application/x-www-form-urlencoded", "received-at",
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt))));
    }

    public static void publish(String key, byte[] body, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(Topics.WEBHOOKS_RAW, key, body);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        Map<String, Object> broker = Map.of("bootstrap.servers", Backends.kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
