package io.trunkline.simulator.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;

/** A client of the simulated Telnyx. */
public final class TelnyxClient {

    public static final String KEY = "KEYsimulator-api-key";

    private TelnyxClient() {
    }

    public static Exchange get(String path) {
        return call("GET", path, null);
    }

    public static Exchange delete(String path) {
        return call("DELETE", path, null);
    }

    public static Exchange post(String path, Object... namesAndValues) {
        return call("POST", path, Api.toJson(object(namesAndValues)));
    }

    public static Exchange patch(String path, Object... namesAndValues) {
        return call("PATCH", path, Api.toJson(object(namesAndValues)));
    }

    /** The path continues after {@code /v2}; brackets need not be encoded. */
    public static Exchange call(String method, String path, String json) {
        return Api.send(request(method, path, json).build(), path, json);
    }

    public static HttpRequest.Builder request(String method, String path, String json) {
        String encoded = path.replace("[", "%5B").replace("]", "%5D");
        return Api.request(method, "/telnyx/v2" + encoded, json, "application/json").header("Authorization", "Bearer " + KEY);
    }

    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** Scripts a fault for Telnyx. */
    public static void fault(String members) {
        assertThat(Api.post("/faults", "{\"carrier\":\"telnyx\"," + members + "}").status()).isEqualTo(201);
    }

    /** The first numbers for sale in an area of the US. */
    public static List<String> available(String areaCode, int count) {
        JsonNode data = get("/available_phone_numbers?filter[country_code]=US&filter[national_destination_code]=" + areaCode
                + "&filter[limit]=" + count).json().path("data");
        return Api.elements(data).stream().map(number -> number.path("phone_number").asText()).toList();
    }

    public static Exchange order(String reference, List<String> numbers, Object... others) {
        List<Object> members = new ArrayList<>(List.of(others));
        members.addAll(List.of("customer_reference", reference, "phone_numbers",
                numbers.stream().map(number -> Map.of("phone_number", number)).toList()));
        return post("/number_orders", members.toArray());
    }

    /** The order after its decision. */
    public static JsonNode awaitDecision(Exchange order) {
        String id = order.json().path("data").path("id").asText();
        await().untilAsserted(() -> assertThat(get("/number_orders/" + id).json().path("data").path("status").asText())
                .isNotEqualTo("pending"));
        return get("/number_orders/" + id).json().path("data");
    }

    /** The resource of an owned number. */
    public static JsonNode ownedNumber(String number) {
        return get("/phone_numbers?filter[phone_number]=" + Api.encode(number)).json().path("data").path(0);
    }

    /** Buys the next number of an area and returns its resource. */
    public static JsonNode buy(String areaCode, Object... others) {
        String number = available(areaCode, 1).get(0);
        assertThat(awaitDecision(order("ref-" + number, List.of(number), others)).path("status").asText()).isEqualTo("success");
        return ownedNumber(number);
    }

    /** Creates a messaging profile and returns its id. */
    public static String profile(String webhookUrl, Object... others) {
        List<Object> members = new ArrayList<>(List.of(others));
        members.addAll(List.of("name", "profile", "whitelisted_destinations", List.of("US"), "webhook_url", webhookUrl));
        return post("/messaging_profiles", members.toArray()).json().path("data").path("id").asText();
    }

    /** The first error of a response. */
    public static JsonNode error(Exchange response) {
        return response.json().path("errors").path(0);
    }

    public static String code(Exchange response) {
        return error(response).path("code").asText();
    }
}
