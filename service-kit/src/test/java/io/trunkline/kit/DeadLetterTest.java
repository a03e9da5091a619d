package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.Topics;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.LogRecorder;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class DeadLetterTest extends KitTest {

    private static final String API = "/api/admin/dead-letters/service-kit";
    private static final String LOG = "io.trunkline.kit.deadletter";
    private static final String CREATED = "io.trunkline.workspaces.WorkspaceCreated.v1";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    CounterService counters;

    @Inject
    MeterRegistry meters;

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.platformAdmin()).contentType(ContentType.JSON);
    }

    private static String newId() {
        return "c" + UUID.randomUUID();
    }

    private static Connection database() throws SQLException {
        var postgres = Backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
    }

    private static List<String> ids(String key) {
        try (Connection database = database();
                ResultSet found = database.createStatement().executeQuery(
                        "select id from dead_letter where key = '" + key + "' order by id")) {
            List<String> ids = new ArrayList<>();
            while (found.next()) {
                ids.add(found.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record whose counter does not exist: its dead letter can be replayed when the counter exists. */
    private String deadLetterOf(String key, String counter) {
        kafka.publish(new WorkspaceCreated(key, counter, null, Instant.now()));
        return await().atMost(SOON).until(() -> ids(key), found -> found.size() == 1).get(0);
    }

    private int valueOf(String counter) {
        return run(() -> counters.value(counter));
    }

    private double counted(String reason) {
        return meters.find("trunkline.dead.letters").tag("topic", Topics.WORKSPACES).tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count()).sum();
    }

    private static Response replay(String id) {
        return admin().post(API + "/" + id + "/replay");
    }

    @Test
    void storesEveryRecordThatCannotBeApplied() {
        // Given
        String key = newId();
        double before = counted("UnreadableRecordException");
        try (LogRecorder log = LogRecorder.of(LOG)) {
            // When
            kafka.publish(Topics.WORKSPACES, key, "1", null, "{}".getBytes(UTF_8));
            kafka.publish(Topics.WORKSPACES, key, null, CREATED, "{\"workspaceId\":\"w\",\"name\":\"n\"}".getBytes(UTF_8));
            kafka.publish(Topics.WORKSPACES, key, "3", CREATED, new byte[] { 0, 1, (byte) 0xff });
            kafka.publish(Topics.WORKSPACES, key, "4", CREATED, "null".getBytes(UTF_8));
            kafka.publish(Topics.WORKSPACES, key, "5", CREATED, null);
            kafka.publish(Topics.WORKSPACES, key, "6", "io.trunkline.workspaces.Unknown.v9", null);
            kafka.publish(new WorkspaceCreated(key, newId(), "poison", Instant.now()));

            // Then
            await().atMost(SOON).untilAsserted(() -> assertThat(ids(key)).hasSize(6));
            await().untilAsserted(() -> assertThat(kafka.records(DLQ)).filteredOn(message -> key.equals(message.key()))
                    .hasSize(6));
            assertThat(counted("UnreadableRecordException") - before).isEqualTo(5);
            assertThat(log.lines(Level.SEVERE)).filteredOn(line -> line.contains(key)).hasSize(6)
                    .allSatisfy(line -> assertThat(line).startsWith("ERROR Dead letter of sample.workspaces: topic "
                            + Topics.WORKSPACES + ", partition ").doesNotContain("\n"));
        }
        admin().get(API + "/" + ids(key).get(2)).then().statusCode(200)
                .body("status", equalTo("open"), "consumer", equalTo("sample.workspaces"), "type", equalTo(CREATED))
                .body("topic", equalTo(Topics.WORKSPACES), "offset", notNullValue(), "key", equalTo(key))
                .body("reason", equalTo("UnreadableRecordException: The value is not the JSON of WorkspaceCreated"))
                .body("body.encoding", equalTo("base64"))
                .body("body.value", equalTo(Base64.getEncoder().encodeToString(new byte[] { 0, 1, (byte) 0xff })))
                .body("headers.find { it.name == 'ce_id' }.content.value", equalTo("3"));
        admin().get(API + "/" + ids(key).get(4)).then().statusCode(200).body("body", nullValue());
    }

    @Test
    void masksNumbersInTheLogAndStoresWhatTheDatabaseCannot() {
        // Given
        String counter = "+1415555" + (int) (1000 + Math.random() * 9000);
        String key = counter + ":+14155550199";
        String zeros = key + "\u0000";
        try (LogRecorder log = LogRecorder.of(LOG)) {
            // When
            kafka.publish(Topics.WORKSPACES, key, "\u0000", null, "x".getBytes(UTF_8));
            kafka.publish(Topics.WORKSPACES, zeros, "7", CREATED, "\u0000".getBytes(UTF_8));

            // Then
            await().atMost(SOON).untilAsserted(() -> assertThat(ids(zeros.replace('\u0000', '\ufffd'))).hasSize(1));
            await().atMost(SOON).untilAsserted(() -> assertThat(ids(key)).hasSize(1));
            await().untilAsserted(() -> assertThat(log.lines(Level.SEVERE))
                    .filteredOn(line -> line.contains("key +1415•••" + counter.substring(8) + ":+1415•••0199")).hasSize(2));
            assertThat(log.lines(Level.ALL)).noneMatch(line -> line.contains(counter));
        }
    }

    @Test
    void waitsUntilTheDeadLetterIsStored() throws Exception {
        // Given
        String id = newId();
        String poison = newId();
        run(() -> counters.create(id));

        try (Connection other = database()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table dead_letter");

            // When
            kafka.publish(Topics.WORKSPACES, poison, "1", CREATED, new byte[] { 1 });
            kafka.publish(Topics.WORKSPACES, poison, "2", CREATED,
                    ("{\"workspaceId\":\"w\",\"name\":\"" + id + "\"}").getBytes(UTF_8));

            // Then
            await().during(Duration.ofSeconds(12)).atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(valueOf(id)).isZero());
            assertThat(kafka.records(DLQ)).noneMatch(message -> poison.equals(message.key()));
            other.rollback();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(valueOf(id)).isEqualTo(1));
        assertThat(ids(poison)).hasSize(1);
        await().untilAsserted(() -> assertThat(kafka.records(DLQ)).filteredOn(message -> poison.equals(message.key()))
                .hasSize(1));
    }

    @Test
    void replaysARecordOnce() {
        // Given
        String counter = newId();
        String id = deadLetterOf(newId(), counter);
        run(() -> counters.create(counter));

        // When
        List<Response> replays = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(() -> replay(id))).toList()
                .stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(replays).allSatisfy(response -> response.then().statusCode(200).body("status", equalTo("replayed"))
                .body("resolvedBy", equalTo("user_1")).body("resolvedAt", notNullValue()));
        assertThat(valueOf(counter)).isEqualTo(1);
        kafka.await(WorkspaceUpdated.class, event -> event.workspaceId().equals(counter));
        replay(id).then().statusCode(200);
        assertThat(valueOf(counter)).isEqualTo(1);
        admin().body("{\"reason\":\"too late\"}").post(API + "/" + id + "/discard").then().statusCode(409)
                .body("code", equalTo("DEAD_LETTER_RESOLVED"));
    }

    @Test
    void aReplayOfAnAppliedEventHasNoEffect() {
        // Given
        String counter = newId();
        String key = newId();
        UUID event = UUID.randomUUID();
        WorkspaceCreated created = new WorkspaceCreated(key, counter, null, Instant.now());
        kafka.publish(event, created);
        String id = await().atMost(SOON).until(() -> ids(key), found -> found.size() == 1).get(0);
        run(() -> counters.create(counter));
        kafka.publish(event, created);
        await().atMost(SOON).untilAsserted(() -> assertThat(valueOf(counter)).isEqualTo(1));

        // When
        replay(id).then().statusCode(200).body("status", equalTo("replayed"));

        // Then
        assertThat(valueOf(counter)).isEqualTo(1);
    }

    @Test
    void leavesARecordOpenThatFailsAgain() {
        // Given
        String counter = newId();
        String key = newId();
        run(() -> counters.create(counter));
        kafka.publish(new WorkspaceCreated(key, counter, "poison", Instant.now()));
        String id = await().atMost(SOON).until(() -> ids(key), found -> found.size() == 1).get(0);

        // When
        replay(id).then().statusCode(422).contentType("application/problem+json").body("code", equalTo("REPLAY_FAILED"))
                .body("detail", containsString("on purpose"));

        // Then
        admin().get(API + "/" + id).then().body("status", equalTo("open")).body("resolvedBy", nullValue());
        assertThat(valueOf(counter)).isZero();
    }

    /** A newer version may have stored it. */
    @Test
    void doesNotReplayATypeWithoutAHandler() throws SQLException {
        // Given
        String id = deadLetterOf(newId(), newId());
        try (Connection database = database()) {
            String type = "io.trunkline.workspaces.WorkspaceMerged.v1";
            database.createStatement()
                    .executeUpdate("update dead_letter set type = '%s', headers = replace(headers, '%s', '%s')"
                            .formatted(type, base64(CREATED), base64(type)) + " where id = '" + id + "'");
        }

        // When Then
        replay(id).then().statusCode(422).body("code", equalTo("REPLAY_FAILED")).body("detail",
                containsString("WorkspaceMerged"));
        admin().get(API + "/" + id).then().body("status", equalTo("open"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void discardsWithAReason() {
        // Given
        String id = deadLetterOf(newId(), newId());
        String path = API + "/" + id + "/discard";
        for (String invalid : List.of("{}", "{\"reason\":\" \"}", "null")) {
            admin().body(invalid).post(path).then().statusCode(400).body("code", equalTo("INVALID_INPUT"));
        }
        admin().body("{\"reason\":\"a\\u0000b\"}").post(path).then().statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));

        // When
        Stream.of("a test", "another one").forEach(reason -> admin().body("{\"reason\":\"" + reason + "\"}").post(path).then()
                .statusCode(200).body("status", equalTo("discarded")).body("discardReason", equalTo("a test"))
                .body("resolvedBy", equalTo("user_1")));

        // Then
        replay(id).then().statusCode(409).body("code", equalTo("DEAD_LETTER_RESOLVED"));
    }

    @Test
    void listsByStatusAndPage() {
        // Given
        String key = newId();
        for (int i = 0; i < 3; i++) {
            kafka.publish(Topics.WORKSPACES, key, "1", CREATED, new byte[] { 1 });
        }
        await().atMost(SOON).until(() -> ids(key).size() == 3);
        String discarded = ids(key).get(2);
        admin().body("{\"reason\":\"a test\"}").post(API + "/" + discarded + "/discard").then().statusCode(200);

        // When Then
        admin().get(API + "?status=discarded&limit=1").then().statusCode(200).body("deadLetters.id", contains(discarded));
        admin().get(API + "?status=replayed").then().body("deadLetters.findAll { it.key == '" + key + "' }", empty());
        Response first = admin().get(API + "?status=open&limit=1");
        first.then().body("deadLetters", hasSize(1)).body("deadLetters[0].id", equalTo(ids(key).get(1)))
                .body("deadLetters[0].body", nullValue());
        admin().get(API + "?status=open&limit=1&cursor=" + first.path("nextCursor")).then()
                .body("deadLetters[0].id", equalTo(ids(key).get(0)));
        admin().get(API + "?status=closed").then().statusCode(400).body("code", equalTo("INVALID_INPUT"));
        admin().get(API + "?limit=0").then().statusCode(400).body("code", equalTo("INVALID_INPUT"));
        admin().get(API + "?cursor=x").then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void answersPlatformAdminsForItsOwnNameOnly() {
        String id = UUID.randomUUID().toString();
        for (String path : List.of("/api/admin/dead-letters/inventory-service", API + "/" + id, API + "/x",
                "/api/admin/dead-letters/inventory-service/" + id)) {
            admin().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        }
        replay(id).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().auth().oauth2(Tokens.workspaceAdmin("w")).get(API).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        given().get(API).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }
}
