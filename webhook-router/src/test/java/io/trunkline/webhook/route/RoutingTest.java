package io.trunkline.webhook.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Event;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.RawTopic;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/** A text is routed to the owner of its number at its receipt. */
@QuarkusTest
class RoutingTest extends WebhookRouterTest {

    private static final String ISO = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'";

    private final String number = Numbers.random();

    @Test
    void storesATextToAnUnknownNumberAsUnrouted() {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", number, "anybody there?");

        // When
        var answer = webhooks.twilio(WebhookClient.SMS, text);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        WebhookUnrouted unrouted = unrouted();
        assertThat(unrouted.reason()).isEqualTo("UNKNOWN_NUMBER");
        assertThat(unrouted.source()).isEqualTo("twilio-sms");
        var listed = given().auth().oauth2(Tokens.platformAdmin()).get("/api/admin/webhooks/unrouted").then().statusCode(200)
                .extract().jsonPath();
        assertThat(listed.getString("webhooks[0].id")).isEqualTo(unrouted.webhookId().toString());
        assertThat(listed.getString("webhooks[0].number")).isEqualTo(number);
        assertThat(listed.getString("webhooks[0].reason")).isEqualTo("UNKNOWN_NUMBER");
        assertThat(listed.getString("webhooks[0].providerId")).isEqualTo(text.get("MessageSid"));
        assertThat(listed.prettify()).doesNotContain("anybody there");
        assertThat(events.events(MessageReceived.class)).isEmpty();
    }

    @Test
    void routesAnUnroutedTextAfterALateAssignment() {
        // Given
        Instant before = Numbers.now();
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "first"));
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "second"));
        soon().untilAsserted(() -> assertThat(events.events(WebhookUnrouted.class)).hasSize(2));

        // When
        events.publish(Numbers.assigned(number, "org_late", before));

        // Then
        soon().untilAsserted(() -> assertThat(events.events(MessageReceived.class)).extracting(MessageReceived::body)
                .containsExactly("first", "second"));
        assertThat(events.events(MessageReceived.class)).extracting(MessageReceived::workspaceId).containsOnly("org_late");
        assertThat(unroutedReasons()).isEmpty();
        assertThat(Numbers.query("select outcome from webhook_log where key = '" + number + "'")).containsExactly("APPLIED",
                "APPLIED");
    }

    @Test
    void doesNotReorderConversationsByALateText() {
        // Given a peer whose first text was unrouted and whose second was routed, and another peer who wrote later
        Instant assigned = Numbers.now().minusSeconds(60);
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "parked"), assigned.plusSeconds(10));
        unrouted();
        Numbers.query("update unrouted set number = 'aside' where number = '" + number + "' returning 1");
        workspaceAssigned("org_back", assigned);
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "in time"), assigned.plusSeconds(20));
        awaitText("in time");
        RawTopic.publishText(WebhookClient.text("+14155550111", number, "other"), assigned.plusSeconds(30));
        awaitText("other");

        // When
        Numbers.query("update unrouted set number = '" + number + "' where number = 'aside' returning 1");
        events.publish(Numbers.assigned(number, "org_back", assigned));
        awaitText("parked");

        // Then
        var conversations = given().auth().oauth2(Tokens.workspaceMember("org_back"))
                .get("/api/workspaces/org_back/conversations").then().statusCode(200).extract().jsonPath();
        assertThat(conversations.getList("conversations.lastMessagePreview")).isEqualTo(List.of("other", "in time"));
        assertThat(Instant.parse(conversations.getString("conversations[1].lastMessageAt")))
                .isEqualTo(assigned.plusSeconds(20));
    }

    @Test
    void leavesATextUnroutedAfterARepeatedAssignmentThatHasEnded() {
        // Given
        Instant from = Numbers.now().minus(Duration.ofHours(2));
        String workspace = "org_x" + number.substring(1);
        workspaceAssigned(workspace, from);
        events.publish(Numbers.released(number, workspace, from.plusSeconds(60)));
        awaitReleased();
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "without owner"), from.plusSeconds(120));
        unrouted();

        // When
        events.publish(Numbers.assigned(number, workspace, from));
        workspaceAssigned(workspace, Numbers.now());
        awaitRerouted();

        // Then
        assertThat(unroutedReasons()).hasSize(1);
        assertThat(events.events(MessageReceived.class)).isEmpty();
        assertThat(events.events(WebhookUnrouted.class)).hasSize(1);
    }

    @Test
    void leavesATextUnroutedThatArrivedBeforeTheAssignment() {
        // Given
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "too early"));
        unrouted();

        // When
        String workspace = workspaceWith(number);
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "in time"));

        // Then
        MessageReceived received = events.await(MessageReceived.class, event -> event.workspaceId().equals(workspace));
        assertThat(received.body()).isEqualTo("in time");
        assertThat(unroutedReasons()).containsExactly("UNKNOWN_NUMBER");
    }

    @Test
    void routesALateWebhookToTheOwnerAtReceipt() {
        // Given a number that moved from A to B a minute ago
        Instant moved = Numbers.now().minus(Duration.ofMinutes(1));
        events.publish(Numbers.assigned(number, "org_a" + number.substring(1), moved.minus(Duration.ofDays(1))));
        events.publish(Numbers.released(number, "org_a" + number.substring(1), moved.minusSeconds(10)));
        workspaceAssigned("org_b" + number.substring(1), moved);

        // When
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "for a"), moved.minusSeconds(20));
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "without owner"), moved.minusSeconds(5));
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "for b"), moved.plusSeconds(5));

        // Then
        assertThat(awaitText("for a").workspaceId()).isEqualTo("org_a" + number.substring(1));
        assertThat(awaitText("for b").workspaceId()).isEqualTo("org_b" + number.substring(1));
        assertThat(unrouted().reason()).isEqualTo("NUMBER_RELEASED");
        assertThat(events.events(MessageReceived.class)).hasSize(2);
    }

    @Test
    void storesATextToAReleasedNumberAsUnrouted() {
        // Given
        String workspace = workspaceWith(number);
        events.publish(Numbers.released(number, workspace, Numbers.now()));
        awaitReleased();

        // When
        var answer = webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "gone"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(unrouted().reason()).isEqualTo("NUMBER_RELEASED");
        assertThat(events.events(MessageReceived.class)).isEmpty();
    }

    @Test
    void keepsOneOwnerWithRepeatedOrMissingEvents() {
        // Given
        Instant from = Numbers.now().minus(Duration.ofHours(1));
        var assigned = Numbers.assigned(number, "org_one", from);
        UUID id = UUID.randomUUID();

        // When
        events.publish(id, assigned);
        events.publish(id, assigned);
        events.publish(assigned);
        events.publish(Numbers.released(number, "org_other", from.plusSeconds(1)));
        workspaceAssigned("org_two", from.plusSeconds(60));

        // Then
        assertThat(Numbers.query("select workspace_id || ' ' || (valid_to is null) from route where number = '" + number
                + "' order by valid_from")).isEqualTo(List.of("org_one false", "org_two true"));
    }

    /** The account is compared where the owner is known for sure: the ingress may not know the number yet. */
    @Test
    void storesATextOfAnotherAccountForOperators() {
        // Given
        String workspace = workspaceWith(number);

        // When
        var answer = webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "from next door"),
                WebhookSecrets.WEST, WebhookSecrets.WEST_TOKEN);
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "genuine"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(unrouted().reason()).isEqualTo("WRONG_ACCOUNT");
        awaitText("genuine");
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "'"))
                .containsExactly("genuine");
    }

    /** A text that is older than the assignment's event: only the assignment tells whose account it must be. */
    @Test
    void leavesATextOfAnotherAccountUnroutedAfterALateAssignment() {
        // Given
        Instant before = Numbers.now();
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "from next door"),
                WebhookSecrets.WEST, WebhookSecrets.WEST_TOKEN);
        unrouted();
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "genuine"));

        // When
        events.publish(Numbers.assigned(number, "org_late", before));

        // Then
        awaitText("genuine");
        awaitRerouted();
        assertThat(events.events(MessageReceived.class)).extracting(MessageReceived::body).containsExactly("genuine");
        assertThat(unroutedReasons()).hasSize(1);
    }

    @Test
    void routesATextOfTheSecondAccountToItsNumber() {
        events.publish(Numbers.assigned(number, "org_west", "included-1", WebhookSecrets.WEST, Numbers.now()));
        soon().untilAsserted(() -> assertThat(Numbers.query("select 1 from route where number = '" + number + "'")).hasSize(1));

        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "west"), WebhookSecrets.WEST,
                WebhookSecrets.WEST_TOKEN);

        assertThat(awaitText("west").workspaceId()).isEqualTo("org_west");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anAssignmentThatArrivesAfterItsReleaseHasEnded(boolean namesAssignment) {
        // Given
        Instant from = Numbers.now().minus(Duration.ofHours(1));
        Instant to = from.plusSeconds(60);

        // When
        events.publish(Numbers.released(number, "org_former", to, namesAssignment ? from : null));
        events.publish(Numbers.assigned(number, "org_former", from));

        // Then
        assertRoutes("org_former " + from + " " + to);
        RawTopic.publishText(WebhookClient.text("+14155550100", number, "gone"), to.plusSeconds(1));
        assertThat(unrouted().reason()).isEqualTo("NUMBER_RELEASED");
    }

    /** Assignment and release may have been timed by two clocks. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aReleaseEndsItsAssignmentWhateverTheirTimes(boolean assignedFirst) {
        // Given
        Instant from = Numbers.now().minus(Duration.ofHours(1));
        Event assigned = Numbers.assigned(number, "org_skewed", from);
        Event released = Numbers.released(number, "org_skewed", from.minusSeconds(1), from);

        // When
        events.publish(assignedFirst ? assigned : released);
        events.publish(assignedFirst ? released : assigned);

        // Then
        assertRoutes("org_skewed " + from + " " + from.plus(1, ChronoUnit.MICROS));
    }

    @Test
    void aRepeatedReleaseDoesNotEndTheNextAssignmentOfTheSameWorkspace() {
        // Given
        Instant first = Numbers.now().minus(Duration.ofHours(1));
        Instant second = first.plusSeconds(60);
        events.publish(Numbers.assigned(number, "org_again", first));
        events.publish(Numbers.released(number, "org_again", first.plusSeconds(30), first));
        events.publish(Numbers.assigned(number, "org_again", second));

        // When
        events.publish(Numbers.released(number, "org_again", second.plusSeconds(1), first));
        events.publish(Numbers.released(number, "org_again", first.plusSeconds(30)));
        events.publish(Numbers.assigned(number, "org_again", first));

        // Then
        assertRoutes("org_again " + first + " " + first.plusSeconds(30), "org_again " + second + " open");
    }

    @Test
    void aLateAssignmentDoesNotReplaceALaterOwner() {
        // Given
        Instant first = Numbers.now().minus(Duration.ofHours(1));
        Instant second = first.plusSeconds(60);
        workspaceAssigned("org_later", second);

        // When
        events.publish(Numbers.assigned(number, "org_first", first));

        // Then
        assertRoutes("org_first " + first + " " + second, "org_later " + second + " open");
    }

    /** Compares the routes when every event was processed: a last one, on the same key, is. */
    private void assertRoutes(String... routes) {
        Instant fence = Numbers.now();
        workspaceAssigned("org_fence", fence);
        List<String> expected = Stream.concat(
                Stream.of(routes).map(route -> route.replace("open", fence.toString())), Stream.of("org_fence " + fence))
                .toList();
        assertThat(Numbers.query("select workspace_id || ' ' || to_char(valid_from at time zone 'UTC', " + ISO
                + ") || coalesce(' ' || to_char(valid_to at time zone 'UTC', " + ISO + "), '') from route where number = '"
                + number + "' order by valid_from").stream().map(RoutingTest::normalized).toList())
                .isEqualTo(expected.stream().map(RoutingTest::normalized).toList());
    }

    /** Instants are printed with as few digits as they need. */
    private static String normalized(String route) {
        return Stream.of(route.split(" ")).map(part -> part.contains("T") ? Instant.parse(part).toString() : part)
                .collect(Collectors.joining(" "));
    }

    private void workspaceAssigned(String workspace, Instant at) {
        events.publish(Numbers.assigned(number, workspace, at));
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select workspace_id from route where number = '" + number + "' and valid_to is null"))
                .containsExactly(workspace));
    }

    private void awaitReleased() {
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select 1 from route where number = '" + number + "' and valid_to is not null")).hasSize(1));
    }

    private MessageReceived awaitText(String body) {
        return events.await(MessageReceived.class, event -> event.number().equals(number) && event.body().equals(body));
    }

    private WebhookUnrouted unrouted() {
        return events.await(WebhookUnrouted.class, event -> event.number().equals(number));
    }

    private List<String> unroutedReasons() {
        return Numbers.query("select reason from unrouted where number = '" + number + "'");
    }

    /** Until the texts that arrived before the number's assignments were routed or left. */
    private void awaitRerouted() {
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select 1 from route where number = '" + number + "' and reroute_due")).isEmpty());
    }
}
