package io.trunkline.simulator;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** An HTTP server in the place of our services. It receives the simulator's webhooks and responds as configured. */
public class WebhookReceiver implements QuarkusTestResourceLifecycleManager {

    /** No response is sent. */
    public static final int NO_RESPONSE = -1;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Integer>> responses = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private HttpServer server;

    /** A received request. */
    public record Received(String method, String uri, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String path() {
            return uri.split("\\?", 2)[0];
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + text(), e);
            }
        }

        /** The header's value; names in lower case. */
        public String header(String name) {
            return headers.get(name);
        }

        /** The form in the body, or for GET in the query, decoded. */
        public TreeMap<String, String> form() {
            String encoded = method.equals("GET") ? uri.substring(uri.indexOf('?') + 1) : text();
            TreeMap<String, String> form = new TreeMap<>();
            for (String pair : encoded.split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(decode(parts[0]), decode(parts[1]));
            }
            return form;
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            Path ledger = Files.createTempDirectory("simulator").resolve("ledger.jsonl");
            return Map.ofEntries(entry("simulator.clerk.webhook-url", url("/clerk-webhooks")),
                    entry("simulator.clerk.retry-schedule", "50ms,50ms,50ms"),
                    entry("simulator.twilio.delivery-step", "20ms"),
                    entry("simulator.telnyx.delivery-step", "20ms"),
                    entry("simulator.telnyx.order-webhook-url", url("/telnyx-orders")),
                    entry("simulator.telnyx.webhook-retry-pause", "30ms"),
                    entry("simulator.telnyx.webhook-timeout", "500ms"),
                    entry("simulator.signalwire.delivery-step", "20ms"),
                    entry("simulator.signalwire.webhook-timeout", "500ms"),
                    entry("simulator.signalwire.release-age", "1500ms"),
                    entry("simulator.twilio.api-key", AccountsTest.API_KEY),
                    entry("simulator.twilio.api-secret", AccountsTest.API_SECRET),
                    entry("simulator.twilio.accounts.west.account-sid", AccountsTest.WEST),
                    entry("simulator.twilio.accounts.west.auth-token", AccountsTest.WEST_TOKEN),
                    entry("simulator.telnyx.accounts.west.api-key", AccountsTest.WEST_KEY),
                    entry("simulator.telnyx.accounts.west.private-key", AccountsTest.WEST_SIGNING_KEY),
                    entry("simulator.signalwire.accounts.west.project-id", AccountsTest.WEST_PROJECT),
                    entry("simulator.signalwire.accounts.west.api-token", AccountsTest.WEST_TOKEN),
                    entry("simulator.signalwire.accounts.west.signing-key", AccountsTest.WEST_TOKEN),
                    entry("simulator.ledger.file", ledger.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(WebhookReceiver.class));
    }

    @Override
    public void stop() {
        stopped.countDown();
        server.stop(0);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Sets the responses to the next requests to this path. Later requests get 200. */
    public void respondWith(String path, int... statuses) {
        Queue<Integer> queue = responses.computeIfAbsent(path, key -> new ArrayDeque<>());
        synchronized (queue) {
            for (int status : statuses) {
                queue.add(status);
            }
        }
    }

    /** The requests to this path, oldest first. */
    public List<Received> requestsTo(String path) {
        return received.stream().filter(request -> request.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
                exchange.getRequestBody().readAllBytes());
        received.add(request);
        int status = next(request.path());
        if (status == NO_RESPONSE) {
            awaitStop();
        }
        byte[] body = "<Response/>".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitStop() throws IOException {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("Silent on purpose");
    }

    private int next(String path) {
        Queue<Integer> queue = responses.getOrDefault(path, new ArrayDeque<>());
        synchronized (queue) {
            Integer status = queue.poll();
            return status == null ? 200 : status;
        }
    }
}
