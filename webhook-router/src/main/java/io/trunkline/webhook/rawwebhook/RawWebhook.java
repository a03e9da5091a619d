package io.trunkline.webhook.rawwebhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

import io.trunkline.events.Topics;
import io.trunkline.kit.messaging.EventHeaders;

/**
 * A verified webhook, as it is on the raw topic: the original bytes and the metadata of the ingress.
 *
 * @param source the endpoint that received it, such as {@code twilio-sms}
 * @param key the Kafka key: the called number or the organization; records of one key keep their order
 * @param dedupeKey the sender's id of the event, unique per source; never an unsigned header
 * @param account the sender's account whose secret verified it
 * @param subject our id of its subject, from the signed URL; null when the URL contains none
 * @param receivedAt when the body was complete here, to the microsecond; decides who owned the number
 */
public record RawWebhook(String source, String key, String dedupeKey, String account, String subject, String contentType,
        Instant receivedAt, byte[] body) {

    private static final String SOURCE = "source";
    private static final String DEDUPE_KEY = "dedupe-key";
    private static final String ACCOUNT = "account";
    private static final String SUBJECT = "subject";
    /** Microseconds since the epoch. */
    private static final String RECEIVED_AT = "received-at";

    /** A webhook without a subject. */
    public RawWebhook(String source, String key, String dedupeKey, String account, String contentType, Instant receivedAt,
            byte[] body) {
        this(source, key, dedupeKey, account, null, contentType, receivedAt, body);
    }

    /** @param traceparent null when there is no trace */
    ProducerRecord<String, byte[]> toRecord(String traceparent) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(Topics.WEBHOOKS_RAW, key, body);
        Headers headers = message.headers();
        EventHeaders.put(headers, SOURCE, source);
        EventHeaders.put(headers, DEDUPE_KEY, dedupeKey);
        EventHeaders.put(headers, ACCOUNT, account);
        EventHeaders.put(headers, SUBJECT, subject);
        EventHeaders.put(headers, RECEIVED_AT, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt)));
        EventHeaders.put(headers, EventHeaders.CONTENT_TYPE, contentType);
        EventHeaders.put(headers, EventHeaders.TRACE_PARENT, traceparent);
        return message;
    }

    /** @throws UnreadableWebhookException when the record was not written by {@link #toRecord} */
    static RawWebhook fromRecord(ConsumerRecord<String, byte[]> message) {
        Headers headers = message.headers();
        if (message.key() == null || message.value() == null) {
            throw new UnreadableWebhookException("A raw record without key or body");
        }
        return new RawWebhook(required(headers, SOURCE), message.key(), required(headers, DEDUPE_KEY),
                required(headers, ACCOUNT), EventHeaders.get(headers, SUBJECT),
                required(headers, EventHeaders.CONTENT_TYPE),
                parseMicros(required(headers, RECEIVED_AT)), message.value());
    }

    private static String required(Headers headers, String name) {
        String value = EventHeaders.get(headers, name);
        if (value == null) {
            throw new UnreadableWebhookException("The header " + name + " is missing");
        }
        return value;
    }

    private static Instant parseMicros(String micros) {
        try {
            return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        } catch (NumberFormatException e) {
            throw new UnreadableWebhookException("The header " + RECEIVED_AT + " is not a time");
        }
    }
}
