package io.trunkline.simulator;

import static io.trunkline.simulator.Api.ACCOUNT;
import static io.trunkline.simulator.Api.TOKEN;
import static io.trunkline.simulator.Api.basic;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.form;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver.Received;
import io.trunkline.simulator.telnyx.TelnyxClient;
import io.trunkline.simulator.twilioapi.message.RequestSignature;

/** The accounts of one carrier are isolated from each other. */
@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class AccountsTest {

    static final String API_KEY = "SK" + "5".repeat(32);
    static final String API_SECRET = "secret-of-the-key";
    static final String WEST = "AC" + "7".repeat(32);
    static final String WEST_TOKEN = "token-of-the-west";
    static final String WEST_KEY = "KEY-of-the-west";
    static final String WEST_SIGNING_KEY = "c2ltdWxhdG9yLXRlbG55eC1zaWduaW5nLWtleS0wMDI=";
    static final String WEST_PROJECT = "00000000-0000-4000-8000-000000000077";

    private static final String NUMBERS = "/IncomingPhoneNumbers";

    WebhookReceiver receiver;

    @AfterEach
    void clearFaults() {
        Api.delete("/faults");
    }

    @Test
    void twilioAcceptsTheAccountItsParentAndItsApiKeyOnly() {
        assertThat(twilio(WEST, WEST, WEST_TOKEN, "GET", "", null).status()).isEqualTo(200);
        assertThat(twilio(WEST, ACCOUNT, TOKEN, "GET", "", null).text("owner_account_sid")).isEqualTo(ACCOUNT);
        assertThat(twilio(ACCOUNT, API_KEY, API_SECRET, "GET", "", null).status()).isEqualTo(200);

        assertThat(twilio(ACCOUNT, WEST, WEST_TOKEN, "GET", "", null).code()).isEqualTo(20003);
        assertThat(twilio(WEST, API_KEY, API_SECRET, "GET", "", null).code()).isEqualTo(20003);
        assertThat(twilio(WEST, WEST, TOKEN, "GET", "", null).status()).isEqualTo(401);
        assertThat(twilio("AC" + "8".repeat(32), ACCOUNT, TOKEN, "GET", "", null).status()).isEqualTo(401);
    }

    @Test
    void hidesANumberFromOtherAccounts() {
        Exchange bought = twilio(WEST, ACCOUNT, TOKEN, "POST", NUMBERS, form("AreaCode", "701", "FriendlyName", "western"));
        String number = bought.text("phone_number");
        String one = NUMBERS + "/" + bought.text("sid");

        assertThat(bought.text("account_sid")).isEqualTo(WEST);
        assertThat(twilio(WEST, WEST, WEST_TOKEN, "GET", one, null).text("phone_number")).isEqualTo(number);
        assertThat(main("GET", NUMBERS + ".json?PhoneNumber=" + encode(number), null).json().path("incoming_phone_numbers"))
                .isEmpty();
        assertThat(main("GET", one + ".json", null).code()).isEqualTo(20404);
        assertThat(main("POST", one + ".json", form("SmsUrl", "https://example.com/")).code()).isEqualTo(20404);
        assertThat(main("DELETE", one + ".json", null).code()).isEqualTo(20404);
        assertThat(main("POST", NUMBERS + ".json", form("PhoneNumber", number)).code()).isEqualTo(21422);
        assertThat(main("POST", "/Messages.json", form("From", number, "To", "+14155550188", "Body", "a")).code())
                .isEqualTo(21606);
        assertThat(ledger("number=" + encode(number))).singleElement()
                .satisfies(entry -> assertThat(entry.path("account").asText()).isEqualTo(WEST));
    }

    @Test
    void signsAWebhookWithTheTokenOfTheNumbersAccount() {
        String url = receiver.url("/west");
        String number = twilio(WEST, WEST, WEST_TOKEN, "POST", NUMBERS, form("AreaCode", "701", "SmsUrl", url))
                .text("phone_number");

        post("/inbound/messages", "{\"from\":\"+14155550188\",\"to\":\"" + number + "\",\"body\":\"hi\"}");

        Received request = receiver.requestsTo("/west").get(0);
        assertThat(request.form()).containsEntry("AccountSid", WEST);
        assertThat(request.header("x-twilio-signature")).isEqualTo(RequestSignature.sign(WEST_TOKEN, url, request.form()));
    }

    @Test
    void appliesAFaultToOneAccountOnly() {
        Api.fault("\"account\":\"" + WEST + "\",\"fault\":\"STATUS\",\"status\":401,\"code\":20003,\"times\":2");

        assertThat(main("GET", ".json", null).status()).isEqualTo(200);
        assertThat(twilio(WEST, WEST, WEST_TOKEN, "GET", "", null).code()).isEqualTo(20003);
    }

    @Test
    void telnyxIdentifiesAccountsByApiKey() {
        String profile = TelnyxClient.profile("https://example.com/main");
        String number = TelnyxClient.buy("701", "messaging_profile_id", profile).path("phone_number").asText();
        String id = TelnyxClient.ownedNumber(number).path("id").asText();

        assertThat(telnyx("GET", "/phone_numbers?filter[phone_number]=" + encode(number)).json().path("data")).isEmpty();
        assertThat(telnyx("GET", "/phone_numbers/" + id).status()).isEqualTo(404);
        assertThat(telnyx("DELETE", "/phone_numbers/" + id).status()).isEqualTo(404);
        assertThat(telnyx("GET", "/messaging_profiles/" + profile).status()).isEqualTo(404);
        assertThat(telnyx("GET", "/number_orders?filter[customer_reference]=ref-" + encode(number)).json().path("data"))
                .isEmpty();
        assertThat(telnyx("GET", "/balance").status()).isEqualTo(200);
        assertThat(ledger("number=" + encode(number))).allMatch(entry -> entry.path("account").asText().equals("main"));
        assertThat(Api.get("/telnyx/webhook-key?account=west").text("publicKey"))
                .isNotEqualTo(Api.get("/telnyx/webhook-key").text("publicKey")).hasSize(44);
    }

    @Test
    void isolatesSignalWireProjects() {
        String numbers = "/signalwire/api/laml/2010-04-01/Accounts/" + WEST_PROJECT + NUMBERS;
        String login = basic(WEST_PROJECT, WEST_TOKEN);

        Exchange bought = send("POST", numbers, form("PhoneNumber", "+17015550130"), login);

        assertThat(bought.text("account_sid")).isEqualTo(WEST_PROJECT);
        String elsewhere = "00000000-0000-4000-8000-0000000000aa";
        assertThat(send("GET", numbers.replace(WEST_PROJECT, elsewhere) + "/" + bought.text("sid"), null,
                basic(elsewhere, "PTsimulator-api-token")).status()).isEqualTo(404);
        assertThat(send("GET", numbers, null, basic(elsewhere, "PTsimulator-api-token")).status()).isEqualTo(401);
    }

    /** @param resource below the account, without suffix */
    private static Exchange twilio(String account, String user, String password, String method, String resource,
            String form) {
        return send(method, "/twilio/2010-04-01/Accounts/" + account + resource + ".json", form, basic(user, password));
    }

    private static Exchange main(String method, String path, String form) {
        return send(method, "/twilio/2010-04-01/Accounts/" + ACCOUNT + path, form, basic(ACCOUNT, TOKEN));
    }

    private static Exchange send(String method, String path, String form, String authorization) {
        return Api.send(Api.request(method, path, form, "application/x-www-form-urlencoded")
                .header("Authorization", authorization).build(), path, form);
    }

    private static Exchange telnyx(String method, String path) {
        return Api.send(Api.request(method, "/telnyx/v2" + path.replace("[", "%5B").replace("]", "%5D"), null, null)
                .header("Authorization", "Bearer " + WEST_KEY).build(), path, null);
    }
}
