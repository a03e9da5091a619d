package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A client of a JSON API with one token. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String base;
    private final String token;

    /** @param token null: requests without a token */
    Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A response. A body that is not JSON is a missing node. */
    record Response(String request, int status, String location, JsonNode body) {

        /** @throws IllegalStateException with the response, for any other status */
        Response expect(int... statuses) {
            if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
                throw new IllegalStateException("%s was answered %d %s %s, expected %s".formatted(request, status,
                        body.path("code").asText(), body.path("detail").asText(), Arrays.toString(statuses)));
            }
            return this;
        }
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response delete(String path) {
        return send(request(path).DELETE());
    }

    Response post(String path, Object body) {
        return send(postRequest(path, body));
    }

    CompletableFuture<Response> postAsync(String path, Object body) {
        HttpRequest request = postRequest(path, body).build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> response(request, response));
    }

    /** Waits for the end of an operation longer than by default, for a slow machine. */
    private HttpRequest.Builder postRequest(String path, Object body) {
        try {
            HttpRequest.Builder request = request(path).header("prefer", "wait=25");
            return body == null ? request.POST(BodyPublishers.noBody())
                    : request.header("content-type", "application/json")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        return token == null ? request : request.header("authorization", "Bearer " + token);
    }

    private Response send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return response(request, HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(describe(request) + " was not answered: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + describe(request), e);
        }
    }

    private static Response response(HttpRequest request, HttpResponse<String> response) {
        return new Response(describe(request), response.statusCode(), response.headers().firstValue("location").orElse(null),
                parse(response.body()));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String describe(HttpRequest request) {
        return request.method() + " " + request.uri().getRawPath();
    }
}
