package io.trunkline.carrier.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An HTTP server whose responses a test defines byte by byte, for responses that no carrier should send. */
public final class StubCarrierServer implements AutoCloseable {

    /** Responds to one request. */
    public interface Responder {
        void respond(HttpExchange request) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public StubCarrierServer(Function<StubCarrierServer, Responder> responders) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Responder responder = responders.apply(this);
        server.setExecutor(threads);
        server.createContext("/", request -> {
            requests.add(request.getRequestMethod() + " " + request.getRequestURI());
            request.getRequestBody().readAllBytes();
            try (request) {
                responder.respond(request);
            }
        });
        server.start();
    }

    public static StubCarrierServer responding(int status, String contentType, String body) {
        return new StubCarrierServer(carrier -> request -> send(request, status, contentType, body));
    }

    /** The n-th request gets the n-th body, each as 200 JSON. */
    public static StubCarrierServer respondingInTurn(String... bodies) {
        return new StubCarrierServer(carrier -> request -> send(request, 200, "application/json",
                bodies[Math.min(carrier.requests.size(), bodies.length) - 1]));
    }

    /** The first request gets this body as 200 JSON, every other one only a status. */
    public static StubCarrierServer failingAfter(String body, int status) {
        return new StubCarrierServer(carrier -> request -> send(request, carrier.requests.size() == 1 ? 200 : status,
                "application/json", carrier.requests.size() == 1 ? body : ""));
    }

    /** The first request gets this body as 200 JSON; then the server closes connections without a response. */
    public static StubCarrierServer closingConnectionAfter(String body) {
        return new StubCarrierServer(carrier -> request -> {
            if (carrier.requests.size() == 1) {
                send(request, 200, "application/json", body);
            }
        });
    }

    public static StubCarrierServer redirectingTo(URI elsewhere) {
        return new StubCarrierServer(carrier -> request -> {
            request.getResponseHeaders().set("Location", elsewhere.toString());
            send(request, 302, "text/plain", "");
        });
    }

    /** Sends the headers at once, then one byte every 100 ms without end. */
    public static StubCarrierServer respondingByteByByte() {
        return new StubCarrierServer(carrier -> request -> {
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(200, 0);
            try (OutputStream body = request.getResponseBody()) {
                do {
                    body.write(' ');
                    body.flush();
                } while (!carrier.closed.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Sends an endless body at full speed. */
    public static StubCarrierServer respondingEndlessly() {
        return new StubCarrierServer(carrier -> request -> {
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(200, 0);
            byte[] chunk = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = request.getResponseBody()) {
                while (carrier.closed.getCount() > 0) {
                    body.write(chunk);
                }
            }
        });
    }

    private static void send(HttpExchange request, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().set("Content-Type", contentType);
        request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        request.getResponseBody().write(bytes);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method and path with query of every request so far. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
