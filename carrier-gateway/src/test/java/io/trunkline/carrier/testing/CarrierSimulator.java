package io.trunkline.carrier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.embedded.FreePorts;

/** The carrier simulator as a process of its own, its script of faults and its ledger. */
public class CarrierSimulator implements QuarkusTestResourceLifecycleManager {

    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "a-token-that-no-log-may-show";
    private static final String OLD_TOKEN = "the-token-before-the-last-change";

    private static final Map<String, Map<String, String>> CREDENTIALS = Map.of(
            "twilio", Map.of("account-sid", ACCOUNT, "auth-tokens", TOKEN + "," + OLD_TOKEN),
            "telnyx", Map.of("api-keys", "KEY-that-no-log-may-show"),
            "signalwire", Map.of("project-id", "b08dacad-3b6f-4f6e-9a3e-5a1f0a2c9d10", "api-tokens",
                    "PT-that-no-log-may-show"));
    private static final Map<String, String> PLAYED = Map.of("SIMULATOR_TWILIO_ACCOUNT_SID", ACCOUNT,
            "SIMULATOR_TWILIO_AUTH_TOKEN", TOKEN, "SIMULATOR_TELNYX_API_KEY", CREDENTIALS.get("telnyx").get("api-keys"),
            "SIMULATOR_SIGNALWIRE_PROJECT_ID", CREDENTIALS.get("signalwire").get("project-id"),
            "SIMULATOR_SIGNALWIRE_API_TOKEN", CREDENTIALS.get("signalwire").get("api-tokens"),
            // Its fourteen days would outlast the tests; what happens within them has a test of its own.
            "SIMULATOR_SIGNALWIRE_RELEASE_AGE", "0s");

    /** May send 4 messages a second. */
    public static final String SLOW_NUMBER = "+14152250101";
    /** May send 5 messages a second together. */
    public static final List<String> CAMPAIGN = List.of("+14152250102", "+14152250104");

    private static final Path JAR = Path.of("deploy/carrier-simulator/target/quarkus-app/quarkus-run.jar");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Process process;
    private static int port;

    @Override
    public Map<String, String> start() {
        port = FreePorts.any();
        try {
            ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx128m",
                    "-XX:TieredStopAtLevel=1", "-jar", jar().toString());
            builder.environment().putAll(PLAYED);
            builder.environment().put("SIMULATOR_PORT", String.valueOf(port));
            process = builder.redirectErrorStream(true).redirectOutput(new File("target/carrier-simulator.log")).start();
        } catch (IOException e) {
            throw new IllegalStateException("The carrier simulator cannot be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("the carrier simulator, see target/carrier-simulator.log").atMost(Duration.ofSeconds(60))
                .ignoreExceptions().until(() -> call("GET", "/ledger", null).statusCode() == 200);
        Map<String, String> config = new HashMap<>();
        CREDENTIALS.forEach((carrier, credentials) -> {
            String prefix = "trunkline.carriers." + carrier + ".";
            credentials.forEach((name, value) -> config.put(prefix + name, value));
            config.put(prefix + "base-url", of(carrier).toString());
            config.put(prefix + "total-timeout", "1500ms");
        });
        // Scripted refusals come one after the other; what happens between them has a test of its own.
        config.put("trunkline.carrier-calls.refused-for", "0s");
        config.put("trunkline.jobs.lease", "3s");
        config.put("trunkline.jobs.renew", "1s");
        config.put("trunkline.jobs.first-wait", "50ms");
        config.put("trunkline.jobs.longest-wait", "500ms");
        config.put("trunkline.orders.settle", "200ms");
        config.put("trunkline.orders.lookup-backoff", "300ms,300ms,300ms,300ms,300ms");
        config.put("trunkline.messages.settle", "200ms");
        // Numbers send as fast as tests write, but for those whose pace is what is tested.
        config.put("trunkline.messages.pace.local", "1000");
        config.put("trunkline.messages.pace.numbers.\"" + SLOW_NUMBER + "\"", "4");
        config.put("trunkline.messages.pace.campaigns.slow.rate", "5");
        config.put("trunkline.messages.pace.campaigns.slow.numbers", String.join(",", CAMPAIGN));
        config.put("trunkline.messages.lookup-backoff", "300ms,300ms,300ms,300ms,300ms");
        return config;
    }

    @Override
    public void stop() {
        process.destroy();
    }

    /** Where it plays this carrier. */
    public static URI of(String carrier) {
        return URI.create("http://127.0.0.1:" + port + "/" + carrier);
    }

    /** Names below the carrier's prefix, values. */
    public static Map<String, String> credentials(String carrier) {
        return CREDENTIALS.get(carrier);
    }

    /** @param fault JSON members of the fault, without carrier; Twilio's */
    public static void fault(String fault) {
        fault("twilio", fault);
    }

    /** @param fault JSON members of the fault, without carrier */
    public static void fault(String carrier, String fault) {
        assertThat(call("POST", "/faults", "{\"carrier\":\"" + carrier + "\"," + fault + "}").statusCode()).isEqualTo(201);
    }

    public static void noFaults() {
        call("DELETE", "/faults", null);
    }

    /** How many scripted faults happened. */
    public static int faultsFired() {
        int fired = 0;
        for (JsonNode fault : json(call("GET", "/faults", null).body()).path("faults")) {
            fired += fault.path("fired").asInt();
        }
        return fired;
    }

    /** Ledger entries of one action, for one number or one reference; oldest first. */
    public static List<JsonNode> ledger(String action, String filter, String value) {
        List<JsonNode> entries = new ArrayList<>();
        json(call("GET", "/ledger?action=" + action + "&" + filter + "=" + encode(value), null).body())
                .path("entries").forEach(entries::add);
        return entries;
    }

    /** The numbers the account holds that carry a reference. */
    public static List<JsonNode> owned(String reference) {
        List<JsonNode> numbers = new ArrayList<>();
        json(call("GET", "/ledger?reference=" + encode(reference), null).body()).path("owned").forEach(numbers::add);
        return numbers;
    }

    /** A handset texts one of our numbers; where its webhook leads does not matter here. */
    public static void text(String from, String to, String body) {
        call("POST", "/inbound/messages",
                "{\"from\":\"%s\",\"to\":\"%s\",\"body\":\"%s\"}".formatted(from, to, body));
    }

    /** One of its carriers, as the conformance kit sees it. */
    public static PlayedCarrier playing(String carrier) {
        return new SimulatedCarrier(carrier);
    }

    private static HttpResponse<String> call(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20)).method(method, json == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The carrier simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Path jar() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(JAR))) {
                return folder.resolve(JAR);
            }
        }
        throw new IllegalStateException(JAR + " is missing: build deploy/carrier-simulator first (mvn package)");
    }
}
