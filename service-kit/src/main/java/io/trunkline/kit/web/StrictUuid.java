package io.trunkline.kit.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/**
 * Reads ids in the form of RFC 9562 only. {@link UUID#fromString} also accepts "1-1-1-1-1" and drops digits, so that the id
 * of something else could be addressed. An invalid id is 404 in a path and 400 in a query.
 */
@Provider
public class StrictUuid implements ParamConverterProvider {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        boolean inQuery = annotations != null && Arrays.stream(annotations).anyMatch(QueryParam.class::isInstance);
        return type == UUID.class ? (ParamConverter<T>) new Converter(inQuery) : null;
    }

    private record Converter(boolean inQuery) implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String value) {
            if (value == null) {
                return null;
            }
            if (!FORM.matcher(value).matches()) {
                throw inQuery ? new ProblemException(CommonError.INVALID_INPUT, "A parameter must be a UUID")
                        : new ProblemException(CommonError.NOT_FOUND, CommonError.NOT_FOUND.title());
            }
            return UUID.fromString(value);
        }

        @Override
        public String toString(UUID value) {
            return value.toString();
        }
    }
}
