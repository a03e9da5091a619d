package io.trunkline.e2e.guide;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a curl command into a request, so that the guide runs without curl. */
final class CurlCommand {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final String CONTENT_TYPE = "Content-Type";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> data = new ArrayList<>();
    private String method;
    private String url;
    private boolean dataInQuery;

    private CurlCommand() {
    }

    /** @throws IllegalArgumentException for an unsupported option */
    static CurlCommand parse(List<String> words) {
        CurlCommand curl = new CurlCommand();
        Iterator<String> rest = words.iterator();
        if (!rest.hasNext() || !rest.next().equals("curl")) {
            throw new IllegalArgumentException("Not a curl command: " + words);
        }
        while (rest.hasNext()) {
            curl.take(rest.next(), rest);
        }
        if (curl.url == null) {
            throw new IllegalArgumentException("No URL: " + words);
        }
        return curl;
    }

    String method() {
        return method != null ? method : data.isEmpty() || dataInQuery ? "GET" : "POST";
    }

    URI uri() {
        String query = dataInQuery ? String.join("&", data) : "";
        return URI.create(query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query);
    }

    String body() {
        return dataInQuery ? "" : String.join("&", data);
    }

    Map<String, String> headers() {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        if (!body().isEmpty() && headers.keySet().stream().noneMatch(CONTENT_TYPE::equalsIgnoreCase)) {
            sent.put(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        return sent;
    }

    HttpRequest toRequest() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri()).timeout(TIMEOUT).method(method(),
                body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body()));
        headers().forEach(request::header);
        return request.build();
    }

    private void take(String word, Iterator<String> rest) {
        switch (word) {
            case "-X", "--request" -> method = rest.next();
            case "-H", "--header" -> header(rest.next());
            case "-d", "--data", "--data-raw" -> data.add(rest.next());
            case "--data-urlencode" -> data.add(urlEncoded(rest.next()));
            case "-G", "--get" -> dataInQuery = true;
            case "-s", "-S", "-sS", "-i" -> {
                // The output of curl is not used.
            }
            default -> url(word);
        }
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private void url(String word) {
        if (word.startsWith("-") || url != null) {
            throw new IllegalArgumentException("Cannot run this option of curl: " + word);
        }
        url = word;
    }

    private static String urlEncoded(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals + 1);
        return name + URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8);
    }
}
