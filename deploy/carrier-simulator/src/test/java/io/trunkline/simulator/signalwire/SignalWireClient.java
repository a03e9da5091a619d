package io.trunkline.simulator.signalwire;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;

/** A client of the simulated SignalWire. */
public final class SignalWireClient {

    public static final String PROJECT = "00000000-0000-4000-8000-0000000000aa";
    public static final String TOKEN = "PTsimulator-api-token";
    public static final String SIGNING_KEY = "PSKsimulator-signing-key";
    /** The prefix of the paths in responses. */
    public static final String PREFIX = "/api/laml/2010-04-01/Accounts/" + PROJECT;
    public static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private SignalWireClient() {
    }

    /** The path continues after the project. */
    public static Exchange get(String path) {
        return call("GET", PREFIX + path, null);
    }

    public static Exchange post(String path, String... namesAndValues) {
        return call("POST", PREFIX + path, Api.form(namesAndValues));
    }

    public static Exchange delete(String path) {
        return call("DELETE", PREFIX + path, null);
    }

    /** A request with the complete path, as in {@code next_page_uri}. */
    public static Exchange call(String method, String path, String form) {
        return Api.send(Api.request(method, "/signalwire" + path, form, "application/x-www-form-urlencoded")
                .header("Authorization", Api.basic(PROJECT, TOKEN)).build(), path, form);
    }

    /** The first numbers for sale in an area code. */
    public static List<String> available(String areaCode) {
        return numbers(get("/AvailablePhoneNumbers/US/Local?AreaCode=" + areaCode), "available_phone_numbers");
    }

    /** Buys the next number for sale in an area code. */
    public static Exchange buy(String areaCode, String... namesAndValues) {
        return call("POST", PREFIX + "/IncomingPhoneNumbers", Api.form("PhoneNumber", available(areaCode).get(0)) + "&"
                + Api.form(namesAndValues));
    }

    /** The numbers in a response. */
    public static List<String> numbers(Exchange exchange, String array) {
        return Api.elements(exchange.json().path(array)).stream().map(number -> number.path("phone_number"))
                .map(JsonNode::asText).toList();
    }

    /** Scripts a fault for SignalWire. */
    public static void fault(String members) {
        Exchange exchange = Api.post("/faults", "{\"carrier\":\"signalwire\"," + members + "}");
        if (exchange.status() != 201) {
            throw new AssertionError(exchange.response().body());
        }
    }
}
