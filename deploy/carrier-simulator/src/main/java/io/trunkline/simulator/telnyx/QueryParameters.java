package io.trunkline.simulator.telnyx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.telnyx.TelnyxException.Reason;

/**
 * The query parameters of a request, with their names in the URL such as {@code filter[country_code]}. Unknown names are
 * rejected, so a misspelt filter is found here and not at the carrier.
 */
public final class QueryParameters {

    private static final Set<String> PAGING = Set.of("page[number]", "page[size]");
    private static final int MAX_PAGE_SIZE = 250;
    private static final int DEFAULT_PAGE_SIZE = 20;

    private final MultivaluedMap<String, String> values;

    /**
     * Reads the parameters.
     *
     * @param known names, besides those for paging
     */
    public QueryParameters(MultivaluedMap<String, String> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name) && !PAGING.contains(name)) {
                throw TelnyxException.forParameter(name, Reason.BAD_REQUEST, "Unknown parameter: " + name);
            }
        }
        this.values = values;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Meta(int totalPages, int totalResults, int pageNumber, int pageSize) {
    }

    private record Listing(List<?> data, Meta meta) {
    }

    /** The parameter's value, null if absent or empty. */
    public String text(String name) {
        String value = values.getFirst(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The values of a list parameter, with or without {@code []} after its name. */
    public List<String> all(String name) {
        List<String> all = new ArrayList<>(values.getOrDefault(name, List.of()));
        all.addAll(values.getOrDefault(name + "[]", List.of()));
        return all;
    }

    /** Whether the parameter is absent or equal to the text. */
    public boolean matches(String name, Object actual) {
        return text(name) == null || text(name).equals(String.valueOf(actual));
    }

    public boolean isTrue(String name) {
        String value = text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw TelnyxException.forParameter(name, Reason.BAD_REQUEST, name + " is true or false");
        }
        return "true".equals(value);
    }

    public int number(String name, int min, int max, int defaultValue) {
        String value = text(name);
        if (value == null) {
            return defaultValue;
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw TelnyxException.forParameter(name, Reason.BAD_REQUEST, name + " is a number");
        }
        int number = Integer.parseInt(value);
        if (number < min || number > max) {
            throw TelnyxException.forParameter(name, Reason.OUT_OF_RANGE, name + " is from " + min + " to " + max);
        }
        return number;
    }

    /** The requested page, in the format of Telnyx's lists. */
    public <T> Response page(List<T> all, Function<T, ?> view) {
        int size = number("page[size]", 1, MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE);
        int page = number("page[number]", 1, Integer.MAX_VALUE / MAX_PAGE_SIZE, 1);
        int from = Math.min(all.size(), (page - 1) * size);
        List<?> rows = all.subList(from, Math.min(all.size(), from + size)).stream().map(view).toList();
        return Response.ok(new Listing(rows, new Meta((all.size() + size - 1) / size, all.size(), page, size))).build();
    }
}
