package io.trunkline.carrier.adapter.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.carrier.testing.FakeCarrier;

/** The fictitious carrier: seven million numbers per area code, one account, synchronous orders. */
final class ExampleServer implements FakeCarrier {

    static final String KEY = "EX-that-no-log-may-show";
    private static final String REGULATED = "+12129999999";
    private static final List<String> ALL_CAPABILITIES = List.of("voice", "sms", "mms");
    private static final int HANG_MILLIS = 5_000;
    private static final int SLOW_MILLIS = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Map<String, Object>> owned = new TreeMap<>();
    private final Map<String, Map<String, String>> webhooksByNumber = new HashMap<>();
    private final Map<String, Integer> sales = new HashMap<>();
    private final Map<String, List<ReceivedMessage>> sent = new HashMap<>();
    private final Set<String> optedOut = new HashSet<>();
    private final List<JsonNode> faults = new ArrayList<>();
    private int ids = 1_000_000;

    /** @param body null for none */
    private record Answer(int status, Object body) {

        static Answer refusal(int status, int code) {
            return new Answer(status, Map.of("code", code));
        }
    }

    ExampleServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "examplecom");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/", this::serve);
        server.start();
    }

    private void serve(HttpExchange request) throws IOException {
        try (request) {
            JsonNode body = JSON.readTree(request.getRequestBody().readAllBytes());
            if (!("Key " + KEY).equals(request.getRequestHeaders().getFirst("Authorization"))) {
                send(request, Answer.refusal(401, 101));
                return;
            }
            respond(request, body, nextFault(operation(request), body.path("number").asText()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String operation(HttpExchange request) {
        return switch (request.getRequestMethod() + " " + request.getRequestURI().getPath().split("/")[2]) {
            case "GET stock" -> "search";
            case "POST orders" -> "order";
            case "PUT numbers" -> "configure";
            case "DELETE numbers" -> "release";
            case "POST messages" -> "message";
            default -> "list";
        };
    }

    private synchronized JsonNode nextFault(String operation, String number) {
        Optional<JsonNode> match = faults.stream().filter(fault -> fault.path("operation").asText().equals(operation)
                && (!fault.has("number") || fault.path("number").asText().equals(number))).findFirst();
        match.ifPresent(faults::remove);
        return match.orElse(MissingNode.getInstance());
    }

    private void respond(HttpExchange request, JsonNode body, JsonNode fault) throws IOException, InterruptedException {
        int status = fault.path("status").asInt(fault.path("fault").asText().equals("HTML") ? 502 : 503);
        switch (fault.path("fault").asText()) {
            case "TIMEOUT_BEFORE_EXECUTION" -> closed.await(HANG_MILLIS, TimeUnit.MILLISECONDS);
            case "TIMEOUT_AFTER_EXECUTION" -> {
                answer(request, body);
                closed.await(HANG_MILLIS, TimeUnit.MILLISECONDS);
            }
            case "RESET_AFTER_EXECUTION" -> answer(request, body);
            case "STATUS" -> {
                if (fault.has("retryAfter")) {
                    request.getResponseHeaders().set("Retry-After", fault.path("retryAfter").asText());
                }
                send(request, Answer.refusal(status, fault.path("code").asInt(500)));
            }
            case "HTML" -> send(request, new Answer(status, "<html><body>Bad Gateway</body></html>"));
            case "NUMBER_TAKEN" -> send(request, Answer.refusal(409, 201));
            case "NO_INVENTORY" -> send(request, new Answer(200, Map.of("numbers", List.of())));
            case "SLOW" -> {
                Answer late = answer(request, body);
                closed.await(fault.path("delayMillis").asInt(SLOW_MILLIS), TimeUnit.MILLISECONDS);
                send(request, late);
            }
            default -> send(request, answer(request, body));
        }
    }

    private static void send(HttpExchange request, Answer answer) throws IOException {
        byte[] bytes = answer.body() == null ? new byte[0]
                : answer.body() instanceof String page
                        ? page.getBytes(StandardCharsets.UTF_8)
                        : JSON.writeValueAsBytes(answer.body());
        request.getResponseHeaders().set("Content-Type", answer.body() instanceof String ? "text/html" : "application/json");
        request.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        request.getResponseBody().write(bytes);
    }

    private synchronized Answer answer(HttpExchange request, JsonNode body) {
        String[] path = request.getRequestURI().getPath().split("/");
        Map<String, String> query = query(request.getRequestURI().getRawQuery());
        return switch (operation(request)) {
            case "search" -> stock(query.getOrDefault("area", "212"), Integer.parseInt(query.get("max")));
            case "order" -> order(body);
            case "list" -> list(query);
            case "configure" -> configure(path[3], body);
            case "release" -> owned.remove(path[3]) != null ? new Answer(204, null) : Answer.refusal(404, 204);
            default -> message(body);
        };
    }

    private Answer stock(String area, int max) {
        return new Answer(200, Map.of("numbers", IntStream.iterate(2_000_000, subscriber -> subscriber + 1)
                .mapToObj(subscriber -> "+1" + area + subscriber).filter(number -> !sales.containsKey(number)).limit(max)
                .map(number -> Map.of("number", number, "can", ALL_CAPABILITIES)).toList()));
    }

    private Answer order(JsonNode order) {
        String number = order.path("number").asText();
        if (number.equals(REGULATED)) {
            return Answer.refusal(422, 203);
        }
        if (!number.matches("\\+1\\d{10}") || sales.containsKey(number)) {
            return Answer.refusal(409, 201);
        }
        sales.put(number, 1);
        setWebhooks(number, order.path("hooks"));
        String id = "N" + ids++;
        owned.put(id, Map.of("id", id, "account", "A1", "number", number, "tag", order.path("tag").asText(), "can",
                ALL_CAPABILITIES));
        return new Answer(201, owned.get(id));
    }

    private Answer configure(String id, JsonNode webhooks) {
        if (!owned.containsKey(id)) {
            return Answer.refusal(404, 204);
        }
        setWebhooks((String) owned.get(id).get("number"), webhooks);
        return new Answer(200, owned.get(id));
    }

    private void setWebhooks(String number, JsonNode webhooks) {
        Map<String, String> known = webhooksByNumber.computeIfAbsent(number, key -> new HashMap<>());
        webhooks.fields().forEachRemaining(hook -> known.put(hook.getKey(), hook.getValue().asText()));
    }

    private Answer list(Map<String, String> query) {
        List<Map<String, Object>> found = owned.values().stream()
                .filter(number -> !query.containsKey("number") || query.get("number").equals(number.get("number")))
                .filter(number -> !query.containsKey("tag") || query.get("tag").equals(number.get("tag")))
                .filter(number -> query.getOrDefault("after", "").compareTo((String) number.get("id")) < 0).toList();
        int size = Integer.parseInt(query.get("size"));
        Map<String, Object> page = new HashMap<>();
        page.put("numbers", found.subList(0, Math.min(size, found.size())));
        page.put("next", found.size() > size ? found.get(size - 1).get("id") : null);
        return new Answer(200, page);
    }

    private Answer message(JsonNode message) {
        String from = message.path("from").asText();
        if (owned.values().stream().noneMatch(number -> from.equals(number.get("number")))) {
            return Answer.refusal(422, 301);
        }
        if (optedOut.contains(message.path("to").asText() + from)) {
            return Answer.refusal(422, 302);
        }
        List<String> media = new ArrayList<>();
        message.path("media").forEach(url -> media.add(url.asText()));
        String id = "M" + ids++;
        sent.computeIfAbsent(from, key -> new ArrayList<>())
                .add(new ReceivedMessage(id, message.path("text").asText(), media, message.path("reportTo").asText()));
        return new Answer(201, Map.of("id", id));
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-keys", KEY);
    }

    @Override
    public Optional<String> regulatedNumber() {
        return Optional.of(REGULATED);
    }

    @Override
    public synchronized void fault(String fault) {
        try {
            faults.add(JSON.readTree("{" + fault + "}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void noFaults() {
        faults.clear();
    }

    @Override
    public synchronized List<String> ownedNumbers(String reference) {
        return owned.values().stream().filter(number -> reference.equals(number.get("tag")))
                .map(number -> (String) number.get("number")).toList();
    }

    @Override
    public synchronized int purchaseCount(String e164) {
        return sales.getOrDefault(e164, 0);
    }

    @Override
    public synchronized List<ReceivedMessage> sentMessages(String from) {
        return List.copyOf(sent.getOrDefault(from, List.of()));
    }

    @Override
    public synchronized Webhooks webhooks(String e164) {
        Map<String, URI> known = new HashMap<>();
        webhooksByNumber.getOrDefault(e164, Map.of()).forEach((name, url) -> known.put(name, URI.create(url)));
        return new Webhooks(known.get("messages"), known.get("messagesElse"), null, known.get("calls"),
                known.get("callsElse"), known.get("callsEnded"));
    }

    @Override
    public synchronized void receiveText(String from, String to, String body) {
        if (body.equals("STOP")) {
            optedOut.add(from + to);
        }
    }

    void close() {
        closed.countDown();
        server.stop(0);
    }
}
