package io.trunkline.kit.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Recognises a repeated request.
 *
 * @param spelling hash of the request as it was written: all that earlier versions store and compare
 * @param meaning hash of the request without its spelling; null in a row of an earlier version
 */
record Fingerprint(String spelling, String meaning) {

    /** @param request anything Jackson can write; may be null */
    static Fingerprint of(Object request, ObjectMapper json) {
        return new Fingerprint(hash(request, json), hash(meaning(json.valueToTree(request)), json));
    }

    boolean isOfSameRequest(Fingerprint other) {
        return spelling.equals(other.spelling) || meaning != null && meaning.equals(other.meaning);
    }

    private static String hash(Object value, ObjectMapper json) {
        try {
            byte[] text = value == null ? new byte[0] : json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request could not be written as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JRE has SHA-256", e);
        }
    }

    /** The request without its spelling: a number's trailing zeros, fields that are null or empty texts. */
    private static JsonNode meaning(JsonNode value) {
        if (value == null || value.isNull() || value.isTextual() && value.textValue().isEmpty()) {
            return NullNode.getInstance();
        }
        if (value.isNumber()) {
            return DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
        }
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(meaning(item)));
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> {
            JsonNode meaning = meaning(field.getValue());
            if (!meaning.isNull()) {
                fields.set(field.getKey(), meaning);
            }
        });
        return fields;
    }
}
