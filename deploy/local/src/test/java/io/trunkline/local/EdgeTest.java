package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.embedded.FreePorts;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;

class EdgeTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Vertx VERTX = Vertx.vertx();
    private static int port;
    private static HttpServer first;
    private static HttpServer second;
    private static Edge edge;

    @BeforeAll
    static void start() throws Exception {
        first = backend("first");
        second = backend("second");
        port = FreePorts.any();
        edge = Edge.start(port, Map.of(
                Service.WEBHOOK, List.of(address(first.actualPort()), address(second.actualPort())),
                Service.CARRIER, List.of(address(FreePorts.any()), address(first.actualPort())),
                Service.INVENTORY, List.of(address(FreePorts.any()))));
    }

    @AfterAll
    static void stop() {
        edge.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void forwardsPathQueryAndBodyUnchanged() throws Exception {
        // Given
        String target = "/api/webhooks/twilio/sms?a=%2B1&b=x+y&a=%E2%82%AC&empty=&c=%2f";
        String body = "From=%2B14155550100&Body=caf%C3%A9+%F0%9F%98%80&x=a%20b";

        // When
        HttpResponse<String> response = send(request(target)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("x-twilio-signature", "abc=")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        // Then
        JsonObject received = new JsonObject(response.body());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(received.getString("uri")).isEqualTo(target);
        assertThat(received.getString("body")).isEqualTo(body);
        assertThat(received.getString("method")).isEqualTo("POST");
        assertThat(received.getJsonObject("headers").getString("x-twilio-signature")).isEqualTo("abc=");
        assertThat(response.headers().firstValue("x-backend")).isPresent();
    }

    @Test
    void removesProxyHeadersOfTheClient() throws Exception {
        // When
        HttpResponse<String> response = send(request("/api/webhooks/clerk")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Proto", "https")
                .header("x-forwarded-host", "evil.example")
                .header("Forwarded", "for=10.0.0.1;host=evil.example")
                .GET());

        // Then
        assertThat(response.body().toLowerCase()).doesNotContain("10.0.0.1", "evil.example", "\"forwarded\"",
                "x-forwarded-for", "x-forwarded-proto");
    }

    @Test
    void usesTheInstancesInTurn() throws Exception {
        // When
        List<String> backends = IntStream.range(0, 6).mapToObj(i -> get("/api/workspaces/org_1/messages"))
                .map(response -> response.headers().firstValue("x-backend").orElseThrow())
                .toList();

        // Then
        assertThat(backends).containsOnly("first", "second");
        assertThat(backends.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(backends.subList(2, 4)).doesNotHaveDuplicates();
    }

    @Test
    void usesTheNextInstanceWhenOneIsDown() {
        IntStream.range(0, 4).forEach(i -> assertThat(get("/api/admin/carriers").statusCode()).isEqualTo(202));
    }

    @Test
    void responds503WhenAServiceIsDown() {
        // When
        HttpResponse<String> response = get("/api/admin/phone-numbers?status=available");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertProblem(response, 503, "UPSTREAM_UNAVAILABLE", "/api/admin/phone-numbers");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1_500_000, 12_000_000 })
    void responds413ToATooLargeBody(int size) throws Exception {
        HttpResponse<String> response = send(request("/api/webhooks/clerk")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size])));

        assertProblem(response, 413, "PAYLOAD_TOO_LARGE", "/api/webhooks/clerk");
    }

    @Test
    void responds414ToATooLongAddress() throws Exception {
        HttpResponse<String> response = get("/api/webhooks/clerk?x=" + "y".repeat(8_000));

        assertThat(response.statusCode()).isEqualTo(414);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("URI_TOO_LONG");
    }

    @Test
    void responds431ToTooLargeHeaders() throws Exception {
        HttpResponse<String> response = send(request("/api/webhooks/clerk").header("x-large", "y".repeat(30_000)).GET());

        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("HEADERS_TOO_LARGE");
    }

    @Test
    void responds502WhenAServiceClosesTheConnection() {
        assertProblem(get("/api/webhooks/break-off"), 502, "UPSTREAM_UNAVAILABLE", "/api/webhooks/break-off");
    }

    @Test
    void responds404ForAnUnknownPath() {
        assertProblem(get("/api/unknown"), 404, "NOT_FOUND", "/api/unknown");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code, String path) {
        JsonObject problem = new JsonObject(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("instance")).isEqualTo(path);
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target)).timeout(Duration.ofSeconds(5));
    }

    private static HttpResponse<String> get(String target) {
        try {
            return send(request(target).GET());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Echoes the request. */
    private static HttpServer backend(String name) throws Exception {
        return VERTX.createHttpServer().requestHandler(request -> {
            if (request.path().endsWith("/break-off")) {
                request.response().reset();
                return;
            }
            request.body().onSuccess(body -> request.response()
                    .setStatusCode(202)
                    .putHeader("x-backend", name)
                    .end(new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers(request.headers()))
                            .put("body", body.toString())
                            .encode()));
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    }

    private static JsonObject headers(MultiMap headers) {
        JsonObject json = new JsonObject();
        headers.forEach(header -> json.put(header.getKey().toLowerCase(), header.getValue()));
        return json;
    }
}
