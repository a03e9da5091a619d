package io.trunkline.kit.web;

import java.io.IOException;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * Reads request bodies as they are written: a value of another JSON type, a fraction for an integer, a name that occurs twice,
 * and a text with U+0000, which PostgreSQL cannot store, are rejected. Jackson's defaults convert or
 * ignore them. Events and the responses of carriers are read with the service's own mapper.
 */
@Provider
@Singleton
public class StrictJson implements ContextResolver<ObjectMapper> {

    private final ObjectMapper mapper;

    public StrictJson(ObjectMapper lenient) {
        mapper = lenient.copy();
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        var texts = mapper.coercionConfigFor(LogicalType.Textual);
        for (CoercionInputShape shape : new CoercionInputShape[] { CoercionInputShape.Integer, CoercionInputShape.Float,
                CoercionInputShape.Boolean }) {
            texts.setCoercion(shape, CoercionAction.Fail);
        }
        mapper.registerModule(new SimpleModule("storable-texts").addDeserializer(String.class, new StorableText()));
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return mapper;
    }

    private static final class StorableText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw MismatchedInputException.from(parser, String.class, "A text contains U+0000");
            }
            return text;
        }
    }
}
