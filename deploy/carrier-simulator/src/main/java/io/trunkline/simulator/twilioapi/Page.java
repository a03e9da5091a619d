package io.trunkline.simulator.twilioapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * One page of a list, newest first. The token in {@code next_page_uri} names the last row of the page, so no row is repeated or
 * skipped when rows are added or removed.
 *
 * @param page from 0
 * @param start index of the first row in the whole list
 * @param next token of the following page, null on the last
 * @param previous token of the page before, null on the first
 */
public record Page<T>(List<T> rows, int page, int size, int start, String next, String previous) {

    /** The paging parameters of every list. */
    public static final Set<String> PARAMETERS = Set.of("PageSize", "Page", "PageToken");

    private static final int MAX_PAGE_SIZE = 1000;
    private static final int DEFAULT_PAGE_SIZE = 50;
    private static final String AFTER = "PA";
    private static final String BEFORE = "PB";

    /**
     * Cuts the requested page.
     *
     * @param all the whole list, newest first
     * @param sequence increases with every new row and never changes
     */
    public static <T> Page<T> of(List<T> all, ToLongFunction<T> sequence, Parameters query) {
        int size = size(query);
        int start = start(all, sequence, query.text("PageToken"), query.number("Page", 0, Integer.MAX_VALUE / MAX_PAGE_SIZE, 0),
                size);
        List<T> rows = all.subList(start, Math.min(all.size(), start + size));
        boolean more = start + rows.size() < all.size();
        return new Page<>(rows, query.number("Page", 0, Integer.MAX_VALUE, 0), size, start,
                more && !rows.isEmpty() ? AFTER + sequence.applyAsLong(rows.get(rows.size() - 1)) : null,
                start > 0 && !rows.isEmpty() ? BEFORE + sequence.applyAsLong(rows.get(0)) : null);
    }

    /** The page size; also used by lists without pages. */
    public static int size(Parameters query) {
        return query.number("PageSize", 1, MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE);
    }

    private static <T> int start(List<T> all, ToLongFunction<T> sequence, String token, int page, int size) {
        if (token == null || token.isEmpty()) {
            return Math.min(all.size(), page * size);
        }
        if (!token.matches("(PA|PB)[0-9]{1,18}")) {
            throw TwilioApiException.badRequest(20001, "Invalid PageToken");
        }
        long seen = Long.parseLong(token.substring(2));
        if (token.startsWith(AFTER)) {
            return (int) all.stream().filter(row -> sequence.applyAsLong(row) >= seen).count();
        }
        return Math.max(0, (int) all.stream().filter(row -> sequence.applyAsLong(row) > seen).count() - size);
    }

    /**
     * The envelope around the rows.
     *
     * @param key name of the array
     * @param path of the list, such as {@code /2010-04-01/Accounts/AC…/Messages.json}
     */
    public Map<String, Object> envelope(CarrierProfile carrier, String key, List<?> views, String path, Parameters query) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put(key, views);
        envelope.put("page", page);
        envelope.put("page_size", size);
        envelope.put("uri", uri(path, query, page, query.text("PageToken")));
        envelope.put("first_page_uri", uri(path, query, 0, null));
        envelope.put("next_page_uri", next == null ? null : uri(path, query, page + 1, next));
        envelope.put("previous_page_uri", previous == null ? null : uri(path, query, Math.max(0, page - 1), previous));
        if (carrier.paging().hasRowIndexes()) {
            envelope.put("start", start);
            envelope.put("end", Math.max(start, start + views.size() - 1));
        }
        return envelope;
    }

    private String uri(String path, Parameters query, int number, String token) {
        StringBuilder uri = new StringBuilder(path).append('?');
        query.asMap().forEach((name, value) -> {
            if (!PARAMETERS.contains(name)) {
                uri.append(encode(name)).append('=').append(encode(value)).append('&');
            }
        });
        uri.append("PageSize=").append(size).append("&Page=").append(number);
        return token == null ? uri.toString() : uri.append("&PageToken=").append(token).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
