package io.trunkline.carrier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A proxy before the simulator that alters requests and responses: the answers of a carrier that no simulator plays. */
public class AlteringProxy implements QuarkusTestResourceLifecycleManager {

    private static final Set<String> CONNECTION_HEADERS = Set.of("connection", "content-length", "host", "transfer-encoding",
            "upgrade");
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param target path and query */
    public record Request(String method, String target, String body) {

        /** Whether it is this method, and the target contains the text. */
        public boolean is(String expectedMethod, String part) {
            return method.equals(expectedMethod) && target.contains(part);
        }

        public Request withBody(String other) {
            return new Request(method, target, other);
        }
    }

    public record Response(int status, String body) {
    }

    /** Sends a request to the simulator. */
    public interface Simulator {
        Response answer(Request request) throws IOException, InterruptedException;
    }

    /** Answers a request, with or without the simulator. */
    public interface Alteration {
        Response answer(Request request, Simulator simulator) throws IOException, InterruptedException;
    }

    private static final Alteration NONE = (request, simulator) -> simulator.answer(request);
    private static volatile Alteration alteration = NONE;

    private HttpServer server;
    private ExecutorService threads;

    public static void alter(Alteration newAlteration) {
        alteration = newAlteration;
    }

    public static void alterNothing() {
        alteration = NONE;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", AlteringProxy::handle);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("trunkline.carriers.twilio.base-url", url + "/twilio",
                "trunkline.carriers.telnyx.base-url", url + "/telnyx",
                "trunkline.orders.attention-lookup-interval", "1s",
                "trunkline.orders.recheck-after", "1s,2s,3s,4s,5s,6s,7s,8s",
                "trunkline.orders.lookup-backoff", "200ms,200ms,200ms,200ms,200ms,200ms");
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Response response = alteration.answer(request, altered -> forward(exchange, altered));
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Response forward(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(CarrierSimulator.of("").resolve(URI.create(request.target())))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        exchange.getRequestHeaders().forEach((name, values) -> values.stream()
                .filter(value -> !CONNECTION_HEADERS.contains(name.toLowerCase()))
                .forEach(value -> builder.header(name, value)));
        HttpResponse<String> response = CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body());
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** After the simulator. */
    @Override
    public int order() {
        return 1;
    }
}
