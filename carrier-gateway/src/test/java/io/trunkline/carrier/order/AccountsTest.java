package io.trunkline.carrier.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.MultipleAccountsProfile;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.OrderPurpose;
import io.trunkline.kit.testing.Tokens;

/** Several accounts at one carrier: each is called, protected and stopped independently. */
@QuarkusTest
@TestProfile(MultipleAccountsProfile.class)
class AccountsTest extends GatewayTest {

    private static final String ADMIN = "/api/admin/carriers";

    /** Refusals of other tests must not affect the ranking. */
    @BeforeEach
    void resetAccountHealth() {
        verifyAccounts();
    }

    @AfterEach
    void openPurchases() {
        sql("delete from purchase_stop");
    }

    @ParameterizedTest
    @CsvSource({ "twilio-west, " + CarrierSimulator.WEST, "twilio-east, " + CarrierSimulator.EAST })
    void usesTheAccountOfTheNumber(String account, String sid) {
        // When
        OrderNumber order = orderAt(account, "ws_1");
        probe.publish(order);
        NumberOrdered ordered = ordered(order);
        ConfigureNumber configure = new ConfigureNumber(UUID.randomUUID(), UUID.randomUUID(), "ws_1", ordered.e164(), account,
                null);
        probe.publish(configure);
        NumberConfigured configured = probe.await(NumberConfigured.class,
                event -> event.commandId().equals(configure.commandId()));
        SendMessage text = new SendMessage(UUID.randomUUID(), "ws_1", "sms", account, ordered.e164(), "+14155550199", "hello",
                List.of());
        probe.publish(text);
        MessageSent sent = probe.await(MessageSent.class, event -> event.messageId().equals(text.messageId()));
        ReleaseCarrierNumber release = new ReleaseCarrierNumber(UUID.randomUUID(), ordered.e164(), account, null);
        probe.publish(release);
        CarrierNumberReleased released = probe.await(CarrierNumberReleased.class,
                event -> event.commandId().equals(release.commandId()));

        // Then
        assertThat(List.of(ordered.carrier(), configured.carrier(), sent.carrier(), released.carrier())).containsOnly(account);
        assertThat(List.of(ordered.carrierAccount(), configured.carrierAccount())).containsOnly(sid);
        for (String action : List.of("NUMBER_BOUGHT", "NUMBER_CONFIGURED", "MESSAGE_SENT", "NUMBER_RELEASED")) {
            assertThat(CarrierSimulator.ledger(action, "number", ordered.e164())).as(action).singleElement()
                    .satisfies(entry -> assertThat(entry.path("account").asText()).isEqualTo(sid));
        }
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", ordered.e164()).get(0).path("statusCallback").asText())
                .startsWith("https://hooks.example.com/api/webhooks/twilio/status?message=");
    }

    @Test
    void revokedTokenAffectsOneAccountOnly() {
        // Given
        CarrierSimulator.fault("\"account\":\"" + CarrierSimulator.EAST
                + "\",\"fault\":\"STATUS\",\"status\":401,\"code\":20003,\"times\":1000");
        OrderNumber refused = orderAt("twilio-east", "ws_1");
        OrderNumber other = orderAt("twilio", "ws_1");

        // When
        probe.publish(refused);
        probe.publish(other);

        // Then
        assertThat(failed(refused).code()).isEqualTo("CARRIER_AUTH");
        assertThat(ordered(other).carrierAccount()).isEqualTo(CarrierSimulator.ACCOUNT);
        asAdmin().post(ADMIN + "/twilio-east/verify").then().statusCode(502).body("code", equalTo("CARRIER_AUTH"));
        asAdmin().post(ADMIN + "/twilio-west/verify").then().statusCode(200).body("carrier", equalTo("twilio-west"));
        asAdmin().get(ADMIN).then().body(of("twilio-east", "health"), equalTo("refused"))
                .body(of("twilio", "health"), equalTo("ok"))
                .body(of("twilio-silent", "configured"), equalTo(false));
    }

    @Test
    void namesAnAccountWithoutCredentials() {
        OrderNumber order = orderAt("twilio-silent", "ws_1");

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("CARRIER_NOT_CONFIGURED");
            assertThat(failed.detail()).contains("'twilio-silent'");
        });
    }

    @Test
    void routesAWorkspaceToItsOwnAccount() {
        OrderNumber bound = orderAt(null, "ws_bound");
        OrderNumber other = orderAt(null, "ws_1");

        probe.publish(bound);
        probe.publish(other);

        assertThat(ordered(bound).carrier()).isEqualTo("twilio-west");
        assertThat(ordered(bound).attempts()).isEmpty();
        assertThat(ordered(other).carrier()).isEqualTo("twilio");
    }

    /** For example, the bundle for a British number belongs to the parent account. */
    @ParameterizedTest
    @CsvSource({ "21649, REGULATORY_REQUIRED", "21615, ADDRESS_REQUIRED" })
    void failsOverToTheMainAccountForMissingDocuments(int code, String why) {
        // Given
        CarrierSimulator.fault("\"account\":\"" + CarrierSimulator.WEST
                + "\",\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":400,\"code\":" + code + ",\"times\":10");
        OrderNumber order = orderAt(null, "ws_bound");

        // When
        probe.publish(order);

        // Then
        NumberOrdered ordered = ordered(order);
        assertThat(ordered.carrier()).isEqualTo("twilio");
        assertThat(ordered.attempts()).containsExactly(new CarrierAttempt("twilio-west", why));
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).singleElement()
                .satisfies(entry -> assertThat(entry.path("account").asText()).isEqualTo(CarrierSimulator.ACCOUNT));
    }

    @Test
    void keepsAnUnknownPurchaseAtItsAccount() {
        // Given: the response is lost, and the repeated purchase is refused
        String west = "\"account\":\"" + CarrierSimulator.WEST + "\",\"operation\":\"order\",\"fault\":\"STATUS\",";
        CarrierSimulator.fault(west + "\"status\":503");
        CarrierSimulator.fault(west + "\"status\":400,\"code\":21649,\"times\":10");
        OrderNumber order = orderAt(null, "ws_bound");

        // When
        probe.publish(order);

        // Then
        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.carrier()).isEqualTo("twilio-west");
            assertThat(failed.code()).isEqualTo("REGULATORY_REQUIRED");
        });
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).isEmpty();
    }

    @Test
    void stopsPurchasesAtAllAccountsOfACarrier() {
        stop("twilio", "twilio", "twilio-west", "twilio-east");
        OrderNumber stopped = orderAt("twilio-west", "ws_1");
        probe.publish(stopped);
        assertThat(failed(stopped).code()).isEqualTo("PURCHASES_STOPPED");

        sql("delete from purchase_stop");
        stop("twilio-east", "twilio-east");
        OrderNumber atWest = orderAt("twilio-west", "ws_1");
        OrderNumber atEast = orderAt("twilio-east", "ws_1");
        probe.publish(atWest);
        probe.publish(atEast);
        ordered(atWest);
        assertThat(failed(atEast).code()).isEqualTo("PURCHASES_STOPPED");
    }

    private static void stop(String name, String... closed) {
        var answer = asAdmin().contentType("application/json").body("{\"enabled\":false}")
                .put(ADMIN + "/" + name + "/purchases")
                .then().statusCode(200).body(of("telnyx", "purchases"), equalTo(true));
        for (String account : closed) {
            answer.body(of(account, "purchases"), equalTo(false));
        }
    }

    /** @param account null: any */
    private static OrderNumber orderAt(String account, String workspaceId) {
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, workspaceId, "Acme", "slot-1",
                account, anyNumber(), null);
    }

    private static NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private static NumberOrderFailed failed(OrderNumber order) {
        return probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
    }

    private static RequestSpecification asAdmin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }

    private static String of(String carrier, String path) {
        return "carriers.find { it.carrier == '" + carrier + "' }." + path;
    }
}
