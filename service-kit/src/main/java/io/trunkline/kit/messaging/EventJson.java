package io.trunkline.kit.messaging;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.trunkline.events.Event;

/** Reads and writes events as JSON. Unknown fields, of a later version, are ignored. */
@ApplicationScoped
public class EventJson {

    private final ObjectMapper mapper;
    private final ObjectReader tolerant;

    EventJson(ObjectMapper mapper) {
        this.mapper = mapper;
        this.tolerant = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    public String write(Event event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event record could not be written as JSON", e);
        }
    }

    /** @throws IOException when the bytes are not valid JSON of this type */
    public <T extends Event> T read(byte[] json, Class<T> type) throws IOException {
        return tolerant.forType(type).readValue(json);
    }
}
