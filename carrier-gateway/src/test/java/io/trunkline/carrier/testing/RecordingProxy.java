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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A proxy between an adapter and the simulator that records requests and responses. */
public final class RecordingProxy implements AutoCloseable {

    /** Headers that client and server set themselves. */
    private static final Set<String> CONNECTION_HEADERS = Set.of("connection", "content-length", "host", "transfer-encoding",
            "upgrade");

    /**
     * One request and its response.
     *
     * @param target path and query
     * @param body empty for none
     */
    public record Exchange(String method, String target, Map<String, List<String>> headers, String body, int status,
            Map<String, List<String>> responseHeaders, String response) {
    }

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI carrier;
    private final UnaryOperator<String> authorization;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    public RecordingProxy(URI carrier) {
        this(carrier, UnaryOperator.identity());
    }

    /** @param authorization converts the adapter's Authorization header to the one that the carrier receives */
    public RecordingProxy(URI carrier, UnaryOperator<String> authorization) {
        this.carrier = carrier;
        this.authorization = authorization;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Exchange> exchanges() {
        return exchanges;
    }

    private void forward(HttpExchange request) throws IOException {
        try (request) {
            byte[] body = request.getRequestBody().readAllBytes();
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(carrier + request.getRequestURI().toString()))
                    .method(request.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            request.getRequestHeaders().forEach((name, values) -> values.stream()
                    .filter(value -> !CONNECTION_HEADERS.contains(name.toLowerCase()))
                    .forEach(value -> builder.header(name,
                            name.equalsIgnoreCase("authorization") ? authorization.apply(value) : value)));
            HttpResponse<byte[]> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchanges.add(new Exchange(request.getRequestMethod(), request.getRequestURI().toString(),
                    Map.copyOf(request.getRequestHeaders()), new String(body, StandardCharsets.UTF_8), response.statusCode(),
                    response.headers().map(), new String(response.body(), StandardCharsets.UTF_8)));
            response.headers().map().forEach((name, values) -> values.stream()
                    .filter(value -> !CONNECTION_HEADERS.contains(name.toLowerCase()))
                    .forEach(value -> request.getResponseHeaders().add(name, value)));
            request.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            request.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
