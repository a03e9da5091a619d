package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.AckLog;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.TwilioWebhooks;
import io.trunkline.e2e.system.TwilioWebhooks.Text;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.events.Topics;

/** Genuine webhooks arrive unchanged in the right workspace; all others are rejected or stored as unrouted. */
@EndToEndTest
@Order(60)
class InboundIT {

    private static final int LONGEST = 1_600;
    private static final String CLERK = "/api/webhooks/clerk";

    private final SystemUnderTest system;

    InboundIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-IN-01")
    void longestTextArrivesByteForByte() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Emoji Museum");
        Workspace other = system.createWorkspaceWithNumber("Quiet Neighbour");
        String customer = system.newHandset();
        String body = longText();

        // When
        assertThat(system.simulator().text(customer, workspace.number().e164(), body).isAccepted()).isTrue();

        // Then
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).hasSize(1));
        assertThat(workspace.textsFrom(customer).get(0).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.events().of(MessageReceived.class, workspace.id()))
                .singleElement().extracting(event -> event.text("body")).isEqualTo(body));
        assertThat(other.conversations()).isEmpty();
    }

    @Test
    @TestPlan("E2E-IN-02")
    void forgedTextsAreRejected() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Well Guarded");
        String customer = system.newHandset();
        TwilioWebhooks twilio = system.twilio();
        TwilioWebhooks otherAccount = twilio.otherAccount();
        Text text = twilio.text(customer, workspace.number().e164(), "Send money");
        String signature = twilio.signatureOf(text);

        // When
        List<ApiResponse> responses = List.of(
                twilio.deliver(text, null),
                twilio.deliver(text, ""),
                twilio.deliver(text, "bm90IGEgc2lnbmF0dXJlIGF0IGFsbA=="),
                twilio.deliver(text, otherAccount.signatureOf(text)),
                twilio.deliver(text.with("Body", "Send more money"), signature),
                twilio.deliver(text.with("Extra", "x"), signature),
                twilio.deliver(text.with("MessageSid", "SM" + "0".repeat(32)), signature),
                // Another account's valid signature for our number, and our signature with that account's id.
                otherAccount.deliver(otherAccount.text(customer, workspace.number().e164(), "Hello from next door")),
                twilio.deliver(text.with("AccountSid", otherAccount.account())));

        // Then
        assertThat(responses).allSatisfy(response -> response.expectProblem(403, "SIGNATURE_INVALID"));
        assertThat(responses).extracting(ApiResponse::text).as("the same response for every forgery")
                .containsOnly(responses.get(0).text());
        deliver(twilio.text(customer, workspace.number().e164(), "The real one"));
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).containsExactly("The real one"));
        SystemUnderTest.await().until(system.events()::isComplete);
        assertThat(rawBodiesOf(workspace.number().e164())).as("records on Kafka").isEqualTo(1);
    }

    @Test
    @TestPlan("E2E-IN-03")
    void forgedClerkWebhooksAreRejected() {
        // Given
        String body = "{\"type\":\"organization.created\",\"object\":\"event\",\"timestamp\":1,\"data\":{\"id\":\"org_forged\","
                + "\"name\":\"Forged\",\"public_metadata\":{\"plan\":\"enterprise\"},\"created_at\":1}}";
        String secret = system.stack().keys().clerkWebhookSecret();
        String wrong = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
        long now = Instant.now().getEpochSecond();
        // Later than the tolerance of 300 s, also when the requests before it take some seconds.
        long future = now + 330;
        long before = raw();

        // When
        List<ApiResponse> responses = List.of(
                clerk(body, Map.of()),
                clerk(body, svix("msg_1", now, "v1,AAAA")),
                clerk(body, svix("msg_1", now, sign(wrong, "msg_1", now, body))),
                clerk(body + " ", svix("msg_1", now, sign(secret, "msg_1", now, body))),
                clerk(body, svix("msg_2", now, sign(secret, "msg_1", now, body))),
                clerk(body, svix("msg_1", now - 301, sign(secret, "msg_1", now - 301, body))),
                clerk(body, svix("msg_1", future, sign(secret, "msg_1", future, body))));

        // Then
        assertThat(responses).allSatisfy(response -> response.expectProblem(403, "SIGNATURE_INVALID"));
        Workspace fence = system.createWorkspaceWithNumber("Real One");
        SystemUnderTest.await().until(system.events()::isComplete);
        assertThat(raw() - before).as("records on Kafka: the fence's").isEqualTo(1);
        assertThat(fence.numbers()).hasSize(1);
        system.workspace("org_forged").api().get("/api/phone/provision").expectProblem(404, "WORKSPACE_NOT_FOUND");
    }

    @Test
    @TestPlan("E2E-IN-04")
    void textToAnUnknownNumberIsParked() {
        // Given
        String unknown = "+14845550199";

        // When
        ApiResponse response = deliver(system.twilio().text(system.newHandset(), unknown, "Anybody home?"));

        // Then
        response.expect(200);
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.parked(unknown)).containsExactly("UNKNOWN_NUMBER"));
    }

    @Test
    @TestPlan("E2E-IN-06")
    void unreadableTextIsParked() {
        // Given
        String number = "+14845550196";

        // When
        ApiResponse response = deliver(system.twilio().text(system.newHandset(), number, "What?").with("NumMedia", "eleven"));

        // Then
        response.expect(200);
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.parked(number)).containsExactly("UNREADABLE"));
    }

    @Test
    @TestPlan("E2E-IN-05")
    void signedMalformedWebhooksAreParked() {
        // Given
        TwilioWebhooks twilio = system.twilio();
        Supplier<Text> text = () -> twilio.text(system.newHandset(), "+14845550198", "Nonsense");
        long before = system.countParked("UNREADABLE");

        // When
        List<ApiResponse> responses = new ArrayList<>();
        List.of(text.get().with("MessageSid", "1").with("SmsSid", "1"), text.get().with("To", null),
                text.get().with("To", "4845550198"), text.get().with("From", null), text.get().with("Body", null))
                .forEach(malformed -> responses.add(twilio.deliver(malformed)));
        long now = Instant.now().getEpochSecond();
        String secret = system.stack().keys().clerkWebhookSecret();
        responses.add(clerk("{\"type\":", svix("msg_n1", now, sign(secret, "msg_n1", now, "{\"type\":"))));
        responses.add(clerk("{}", svix("msg_n2", now, sign(secret, "msg_n2", now, "{}"))));

        // Then
        assertThat(responses).allMatch(ApiResponse::isSuccess);
        SystemUnderTest.await().untilAsserted(
                () -> assertThat(system.countParked("UNREADABLE") - before).isEqualTo(responses.size()));
    }

    private ApiResponse deliver(Text text) {
        ApiResponse response = system.twilio().deliver(text);
        if (response.isSuccess()) {
            system.acks().record(AckLog.TWILIO_SMS, text.messageSid());
        }
        return response;
    }

    private ApiResponse clerk(String body, Map<String, String> headers) {
        return new Api(system.stack().edge(), headers).post(CLERK, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> svix(String id, long timestamp, String signature) {
        return Map.of("svix-id", id, "svix-timestamp", String.valueOf(timestamp), "svix-signature", signature);
    }

    private static String sign(String secret, String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return "v1," + Base64.getEncoder()
                    .encodeToString(mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private long raw() {
        return system.events().on(Topics.WEBHOOKS_RAW).size();
    }

    private long rawBodiesOf(String number) {
        return system.events().on(Topics.WEBHOOKS_RAW).stream().filter(raw -> raw.key().equals(number)).count();
    }

    /** A text of maximum length with emoji of several code points, characters that forms encode, and line breaks. */
    private static String longText() {
        String start = "Tür 8 & 9? a=b+c %41 \"'<>\\ \r\n\t日本語 👩‍👩‍👧‍👦🏳️‍🌈 ";
        StringBuilder text = new StringBuilder(start);
        while (text.length() < LONGEST - 1) {
            text.append("🦷");
        }
        return text.append(text.length() < LONGEST ? "." : "").toString();
    }
}
