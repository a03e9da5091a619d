package io.trunkline.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.ConfigProvider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An HTTP client of the running simulator. */
public final class Api {

    public static final String ACCOUNT = "AC000000000000000000000000000000aa";
    public static final String TOKEN = "simulator-auth-token";
    /** The prefix of Twilio's paths. */
    public static final String PREFIX = "/2010-04-01/Accounts/" + ACCOUNT;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Api() {
    }

    /** A request and its response. */
    public record Exchange(HttpRequest request, String path, String requestBody, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + response.body(), e);
            }
        }

        public String text(String field) {
            return json().path(field).asText();
        }

        /** Twilio's error code. */
        public int code() {
            return json().path("code").asInt();
        }
    }

    /** A request to Twilio; the path continues after the account. */
    public static Exchange twilioGet(String path) {
        return twilio("GET", PREFIX + path, null);
    }

    public static Exchange twilioPost(String path, String... namesAndValues) {
        return twilio("POST", PREFIX + path, form(namesAndValues));
    }

    public static Exchange twilioDelete(String path) {
        return twilio("DELETE", PREFIX + path, null);
    }

    /** A request to Twilio with the complete path, as in {@code next_page_uri}. */
    public static Exchange twilio(String method, String path, String form) {
        return send(request(method, "/twilio" + path, form, "application/x-www-form-urlencoded")
                .header("Authorization", basic(ACCOUNT, TOKEN)).build(), path, form);
    }

    /** Buys the next number for sale in an area code. */
    public static Exchange buy(String areaCode, String... namesAndValues) {
        String form = "AreaCode=" + areaCode + (namesAndValues.length == 0 ? "" : "&" + form(namesAndValues));
        return twilio("POST", PREFIX + "/IncomingPhoneNumbers.json", form);
    }

    public static Exchange get(String path) {
        return send(request("GET", path, null, null).build(), path, null);
    }

    public static Exchange delete(String path) {
        return send(request("DELETE", path, null, null).build(), path, null);
    }

    public static Exchange post(String path, String json) {
        return json("POST", path, json);
    }

    public static Exchange json(String method, String path, String json) {
        return send(request(method, path, json, "application/json").build(), path, json);
    }

    /** Scripts a fault for Twilio. */
    public static void fault(String members) {
        Exchange exchange = post("/faults", "{\"carrier\":\"twilio\"," + members + "}");
        if (exchange.status() != 201) {
            throw new AssertionError(exchange.response().body());
        }
    }

    public static List<JsonNode> ledger(String query) {
        return elements(get("/ledger?" + query).json().path("entries"));
    }

    public static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    public static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&").append(encode(namesAndValues[i])).append('=')
                    .append(encode(namesAndValues[i + 1]));
        }
        return form.toString();
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static String toJson(Map<String, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public static HttpRequest.Builder request(String method, String path, String body, String contentType) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return body == null ? request : request.header("Content-Type", contentType);
    }

    public static Exchange send(HttpRequest request, String path, String body) {
        try {
            return new Exchange(request, path, body, trySend(request));
        } catch (IOException e) {
            throw new AssertionError(request + " got no response", e);
        }
    }

    /** Fails with the client's exception if there is no response. */
    public static HttpResponse<String> trySend(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
