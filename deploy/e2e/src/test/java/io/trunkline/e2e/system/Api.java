package io.trunkline.e2e.system;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client of an HTTP API with fixed headers. */
public final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final String base;
    private final Map<String, String> headers;

    /** @param headers sent with every request */
    public Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** The same client with one more header. */
    public Api with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public ApiResponse get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public ApiResponse delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public ApiResponse post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    /** @param body anything Jackson writes */
    public ApiResponse post(String path, Object body) {
        return postAsync(path, body).join();
    }

    public CompletableFuture<ApiResponse> postAsync(String path, Object body) {
        return with("content-type", "application/json").sendAsync("POST", path, BodyPublishers.ofString(write(body)));
    }

    /** Sends exactly these bytes. */
    public ApiResponse post(String path, String contentType, byte[] body) {
        return with("content-type", contentType).send("POST", path, BodyPublishers.ofByteArray(body));
    }

    public ApiResponse send(String method, String path, BodyPublisher body) {
        try {
            return sendAsync(method, path, body).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(method + " " + path + " was not answered: " + e.getCause(), e);
        }
    }

    public static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private CompletableFuture<ApiResponse> sendAsync(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).method(method, body);
        headers.forEach(request::header);
        long started = System.nanoTime();
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(response -> response(method + " " + path, response, started));
    }

    private static ApiResponse response(String request, HttpResponse<byte[]> response, long started) {
        return new ApiResponse(request, response.statusCode(), response.headers(), response.body(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
