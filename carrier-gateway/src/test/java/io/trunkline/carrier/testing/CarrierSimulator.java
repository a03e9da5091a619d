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
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.embedded.FreePorts;
import io.trunkline.kit.testing.MountedSecret;

/** The carrier simulator as a separate process, with its scripted faults and its ledger. */
public class CarrierSimulator implements QuarkusTestResourceLifecycleManager {

    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "a-token-that-no-log-may-show";
    private static final String OLD_TOKEN = "the-token-before-the-last-change-that-no-log-may-show";

    /** A sub-account of {@link #ACCOUNT}; its parent calls for it. */
    public static final String WEST = "AC89abcdef0123456789abcdef01234567";
    /** Another account, with credentials of its own. */
    public static final String EAST = "AC76543210fedcba9876543210fedcba98";
    /** An API key of {@link #EAST}. */
    public static final String API_KEY = "SK5555aaaa5555aaaa5555aaaa5555aaaa";
    public static final String API_SECRET = "the-secret-of-the-key-that-no-log-may-show";
    private static final String EAST_TOKEN = "the-token-of-the-east-that-no-log-may-show";

    private static final Map<String, Map<String, String>> CREDENTIALS = Map.of(
            "twilio", Map.of("account-sid", ACCOUNT, "auth-tokens", TOKEN + "," + OLD_TOKEN),
            "telnyx", Map.of("api-keys", "KEY-that-no-log-may-show"),
            "signalwire", Map.of("project-id", "b08dacad-3b6f-4f6e-9a3e-5a1f0a2c9d10", "api-tokens",
                    "PT-that-no-log-may-show"));
    /** By the account's name. */
    private static final Map<String, Map<String, String>> ADDITIONAL_ACCOUNTS = Map.of(
            "twilio-west", Map.of("account-sid", WEST, "api-user", ACCOUNT, "api-secrets", TOKEN),
            "twilio-east", Map.of("account-sid", EAST, "auth-tokens", EAST_TOKEN),
            "telnyx-west", Map.of("api-keys", "KEY-of-the-west-that-no-log-may-show"),
            "signalwire-west", Map.of("project-id", "b08dacad-3b6f-4f6e-9a3e-5a1f0a2c9d11", "api-tokens",
                    "PT-of-the-west-that-no-log-may-show"));
    private static final Map<String, String> SIMULATOR_ENVIRONMENT = Map.ofEntries(
            Map.entry("SIMULATOR_TWILIO_ACCOUNT_SID", ACCOUNT),
            Map.entry("SIMULATOR_TWILIO_AUTH_TOKEN", TOKEN),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_WEST_ACCOUNT_SID", WEST),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_WEST_AUTH_TOKEN", "only-webhooks-are-signed-with-it"),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_EAST_ACCOUNT_SID", EAST),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_EAST_AUTH_TOKEN", EAST_TOKEN),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_EAST_API_KEY", API_KEY),
            Map.entry("SIMULATOR_TWILIO_ACCOUNTS_EAST_API_SECRET", API_SECRET),
            Map.entry("SIMULATOR_TELNYX_API_KEY", CREDENTIALS.get("telnyx").get("api-keys")),
            Map.entry("SIMULATOR_TELNYX_ACCOUNTS_WEST_API_KEY", ADDITIONAL_ACCOUNTS.get("telnyx-west").get("api-keys")),
            Map.entry("SIMULATOR_TELNYX_ACCOUNTS_WEST_PRIVATE_KEY", "c2ltdWxhdG9yLXRlbG55eC1zaWduaW5nLWtleS0wMDI="),
            Map.entry("SIMULATOR_SIGNALWIRE_PROJECT_ID", CREDENTIALS.get("signalwire").get("project-id")),
            Map.entry("SIMULATOR_SIGNALWIRE_API_TOKEN", CREDENTIALS.get("signalwire").get("api-tokens")),
            Map.entry("SIMULATOR_SIGNALWIRE_ACCOUNTS_WEST_PROJECT_ID",
                    ADDITIONAL_ACCOUNTS.get("signalwire-west").get("project-id")),
            Map.entry("SIMULATOR_SIGNALWIRE_ACCOUNTS_WEST_API_TOKEN",
                    ADDITIONAL_ACCOUNTS.get("signalwire-west").get("api-tokens")),
            Map.entry("SIMULATOR_SIGNALWIRE_ACCOUNTS_WEST_SIGNING_KEY", "PSK-of-the-west"),
            // The default of 14 days has a separate test.
            Map.entry("SIMULATOR_SIGNALWIRE_RELEASE_AGE", "0s"));

    /** In SignalWire's secret file, beside the valid one: a secret that is not valid yet. */
    private static final String NEXT_TOKEN = "PT-that-is-not-valid-yet-and-no-log-may-show";

    /** Limited to 4 messages a second. */
    public static final String SLOW_NUMBER = "+14152250101";
    /** Together limited to 5 messages a second. */
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
            builder.environment().putAll(SIMULATOR_ENVIRONMENT);
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
        MountedSecret mounted = new MountedSecret();
        mounted.put(CREDENTIALS.get("signalwire").get("api-tokens") + "\n" + NEXT_TOKEN);
        config.put("trunkline.carriers.signalwire.api-tokens-file", mounted.file().toString());
        config.put("trunkline.secrets.reload-interval", "1s");
        // Tests script refusals in sequence; the time between probes has a separate test.
        config.put("trunkline.carrier-calls.account-probe-interval", "0s");
        config.put("trunkline.carriers.twilio.pricing-base-url", of("twilio").toString());
        // Tests of many orders do not wait for the limit of 20 a second.
        config.put("trunkline.carrier-calls.per-second.telnyx", "200");
        // Tests start price look-ups themselves.
        config.put("trunkline.costs.poll-interval", "off");
        config.put("trunkline.jobs.lease", "3s");
        config.put("trunkline.jobs.lease-renewal-interval", "300ms");
        config.put("trunkline.jobs.initial-backoff", "50ms");
        config.put("trunkline.jobs.max-backoff", "500ms");
        config.put("trunkline.orders.lookup-delay", "200ms");
        config.put("trunkline.orders.lookup-backoff", "300ms,300ms,300ms,300ms,300ms");
        config.put("trunkline.messages.lookup-delay", "200ms");
        // No throttling, except for the numbers of the throttling tests.
        config.put("trunkline.messages.throttle.local", "1000");
        config.put("trunkline.messages.throttle.numbers.\"" + SLOW_NUMBER + "\"", "4");
        config.put("trunkline.messages.throttle.campaigns.slow.rate", "5");
        config.put("trunkline.messages.throttle.campaigns.slow.numbers", String.join(",", CAMPAIGN));
        config.put("trunkline.messages.lookup-backoff", "300ms,300ms,300ms,300ms,300ms");
        return config;
    }

    @Override
    public void stop() {
        process.destroy();
    }

    /** The simulator's base URL of a carrier. */
    public static URI of(String carrier) {
        return URI.create("http://127.0.0.1:" + port + "/" + carrier);
    }

    /** Values by property name below the account's prefix. */
    public static Map<String, String> credentials(String account) {
        return CREDENTIALS.containsKey(account) ? CREDENTIALS.get(account) : ADDITIONAL_ACCOUNTS.get(account);
    }

    /** The configuration of all additional accounts. */
    public static Map<String, String> additionalAccounts() {
        Map<String, String> config = new HashMap<>();
        ADDITIONAL_ACCOUNTS.forEach((account, credentials) -> credentials.forEach((name, value) -> config
                .put("trunkline.carriers." + account.replace("-", ".accounts.") + "." + name, value)));
        return config;
    }

    /** Every configured secret, plain and encoded for HTTP Basic. */
    public static List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(CREDENTIALS.get("telnyx").get("api-keys")));
        Map.of(ACCOUNT, List.of(TOKEN, OLD_TOKEN), CREDENTIALS.get("signalwire").get("project-id"),
                List.of(CREDENTIALS.get("signalwire").get("api-tokens"), NEXT_TOKEN))
                .forEach((user, passwords) -> passwords.forEach(password -> {
                    secrets.add(password);
                    secrets.add(Base64.getEncoder()
                            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
                }));
        return secrets;
    }

    /** @param fault JSON members of a fault at Twilio, without carrier */
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

    /** The number of scripted faults that occurred. */
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

    /** The settings of a profile or an application, oldest first; empty for null. */
    static List<JsonNode> connection(String id) {
        return ledger("CONNECTION_SET", "carrier", "telnyx").stream()
                .filter(entry -> entry.path("carrierId").asText().equals(id)).toList();
    }

    /** The account's numbers with a reference. */
    public static List<JsonNode> owned(String reference) {
        List<JsonNode> numbers = new ArrayList<>();
        json(call("GET", "/ledger?reference=" + encode(reference), null).body()).path("owned").forEach(numbers::add);
        return numbers;
    }

    /** Sends a text from a handset to one of our numbers; the webhook is irrelevant here. */
    public static void text(String from, String to, String body) {
        call("POST", "/inbound/messages",
                "{\"from\":\"%s\",\"to\":\"%s\",\"body\":\"%s\"}".formatted(from, to, body));
    }

    /** An account at one of the simulated carriers, for the conformance kit. */
    public static FakeCarrier fakeCarrier(String carrier, String account) {
        return new SimulatedCarrier(carrier, account);
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
