package io.trunkline.kit.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A dead letter without its record. */
record DeadLetterView(UUID id, String status, String consumer, String topic, int partition, long offset, String key,
        String type, String reason, Instant recordTime, Instant createdAt, Instant resolvedAt, String resolvedBy,
        String discardReason) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(letter.id(), letter.status().publicName(), letter.consumer(), letter.topic(),
                letter.partition(), letter.offset(), letter.key(), letter.type(), letter.reason(), letter.recordTime(),
                letter.createdAt(), letter.resolvedAt(), letter.resolvedBy(), letter.discardReason());
    }

    /** One page, newest first. */
    record Page(List<DeadLetterView> deadLetters, String nextCursor) {
    }

    /** A dead letter and its record. */
    record Detail(@JsonUnwrapped DeadLetterView deadLetter, List<Header> headers, Content body) {

        static Detail of(DeadLetter letter) {
            return new Detail(DeadLetterView.of(letter), letter.headers().stream()
                    .map(header -> new Header(header.name(), Content.of(header.value()))).toList(), Content.of(letter.body()));
        }
    }

    /** A header of the record. */
    record Header(String name, Content content) {
    }

    /** @param encoding {@code text} for valid UTF-8, else {@code base64} */
    record Content(String encoding, String value) {

        /** Returns null for null. */
        static Content of(byte[] bytes) {
            if (bytes == null) {
                return null;
            }
            try {
                return new Content("text", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            } catch (CharacterCodingException e) {
                return new Content("base64", Base64.getEncoder().encodeToString(bytes));
            }
        }
    }
}
