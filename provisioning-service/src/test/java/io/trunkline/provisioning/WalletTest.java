package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.provisioning.wallet.WalletService;

/** Money moves once per cause, and the database refuses what is no ledger. */
@QuarkusTest
class WalletTest extends ServiceTest {

    @Inject
    WalletService wallets;

    @Test
    void creditsAPaymentOnceWhoeverSendsItAndWithWhicheverKey() {
        // Given
        String workspace = workspace("starter");
        Response first = credit(admin("user_1"), workspace, "key-1", 500, "invoice 7");

        // When
        Response otherKey = credit(admin("user_1"), workspace, "key-2", 500, "invoice 7");
        Response otherAdmin = credit(admin("billing"), workspace, "key-3", 500, "invoice 7");

        // Then
        first.then().statusCode(201);
        for (Response again : new Response[] { otherKey, otherAdmin }) {
            again.then().statusCode(201).body("id", equalTo(first.path("id"))).body("amountCents", equalTo(500));
        }
        assertThat(balanceOf(workspace)).isEqualTo(500);
        credit(admin("billing"), workspace, "key-4", 500, "invoice 8").then().statusCode(201);
        assertThat(balanceOf(workspace)).isEqualTo(1000);
    }

    @Test
    void creditsAPaymentOnceWhenItIsSentManyTimesAtOnce() {
        // Given
        String workspace = workspace("starter");

        // When
        var answers = IntStream.range(0, 12).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> credit(admin("user_" + i), workspace, "key-" + i, 500, "invoice 7").statusCode())).toList();

        // Then
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(201);
        assertThat(balanceOf(workspace)).isEqualTo(500);
    }

    @Test
    void refusesAnotherAmountForAPaymentAlsoWhenTheKeyIsForgotten() {
        // Given
        String workspace = workspace("starter");
        credit(admin("user_1"), workspace, "key-1", 500, "invoice 7").then().statusCode(201);

        // When
        execute("delete from idempotency_key");
        Response answer = credit(admin("user_1"), workspace, "key-1", 700, "invoice 7");

        // Then
        answer.then().statusCode(409).contentType("application/problem+json").body("code",
                equalTo("PAYMENT_REFERENCE_REUSED"));
        assertThat(balanceOf(workspace)).isEqualTo(500);
    }

    @Test
    void creditsANewPaymentWithAForgottenKey() {
        // Given
        String workspace = workspace("starter");
        credit(admin("user_1"), workspace, "key-1", 500, "invoice 7").then().statusCode(201);

        // When
        execute("delete from idempotency_key");
        credit(admin("user_1"), workspace, "key-1", 700, "invoice 8").then().statusCode(201)
                .body("amountCents", equalTo(700));

        // Then
        assertThat(balanceOf(workspace)).isEqualTo(1200);
    }

    @Test
    void platformAdminsShareTheKeysOfCredits() {
        // Given
        String workspace = workspace("starter");
        credit(admin("user_1"), workspace, "key-1", 500, "invoice 7").then().statusCode(201);

        // When Then
        credit(admin("user_2"), workspace, "key-1", 500, "invoice 8").then().statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(balanceOf(workspace)).isEqualTo(500);
    }

    @Test
    void refusesSeveralKeys() {
        String workspace = workspace("starter");

        admin("user_1").header("Idempotency-Key", "k1").header("Idempotency-Key", "k2").body(body(500, "invoice 7"))
                .post("/api/admin/wallets/{id}/credits", workspace).then().statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));

        assertThat(balanceOf(workspace)).isZero();
    }

    @Test
    void captureAfterVoidFails() throws Throwable {
        // Given
        String workspace = workspaceWith(1000);
        UUID hold = UUID.randomUUID();
        run(() -> wallets.hold(hold, workspace, 400, "number"));
        run(() -> wallets.voidHold(Ids.of(hold, "VOID"), hold));

        // When Then
        assertThatThrownBy(() -> run(() -> wallets.capture(Ids.of(hold, "CAPTURE"), hold)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("it ended with VOID");
        assertThatNoException().isThrownBy(() -> run(() -> wallets.voidHold(Ids.of(hold, "VOID"), hold)));
        assertThat(balanceOf(workspace)).isEqualTo(1000);
    }

    @Test
    void voidAfterCaptureFails() throws Throwable {
        // Given
        String workspace = workspaceWith(1000);
        UUID hold = UUID.randomUUID();
        run(() -> wallets.hold(hold, workspace, 400, "number"));
        run(() -> wallets.capture(Ids.of(hold, "CAPTURE"), hold));

        // When Then
        assertThatThrownBy(() -> run(() -> wallets.voidHold(Ids.of(hold, "VOID"), hold)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("it ended with CAPTURE");
        assertThatThrownBy(() -> run(() -> wallets.capture(UUID.randomUUID(), UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("No hold");
        assertThat(balanceOf(workspace)).isEqualTo(600);
    }

    @Test
    void aMissingWalletCoversNothing() {
        assertThatThrownBy(() -> run(() -> wallets.hold(UUID.randomUUID(), newWorkspaceId(), 1, "number")))
                .hasMessageContaining("needs a credit");
    }

    @ParameterizedTest
    @CsvSource({ "CAPTURE, 401", "VOID, 401" })
    void theDatabaseRefusesAResolutionAboveTheHold(String kind, long cents) throws Throwable {
        // Given
        String workspace = workspaceWith(1000);
        UUID hold = UUID.randomUUID();
        run(() -> wallets.hold(hold, workspace, 400, "number"));

        // When Then
        assertThatThrownBy(() -> execute(transfer(workspace, kind, cents, hold))).hasMessageContaining("names no hold");
    }

    @ParameterizedTest
    @ValueSource(strings = { "CAPTURE", "VOID" })
    void theDatabaseRefusesAResolutionOfAnotherWorkspacesHoldOrOfACredit(String kind) throws Throwable {
        // Given
        String workspace = workspaceWith(1000);
        String other = workspaceWith(1000);
        UUID hold = UUID.randomUUID();
        run(() -> wallets.hold(hold, other, 400, "number"));
        UUID credit = UUID.fromString(text("select id::text from transfer where kind = 'CREDIT' and workspace_id = '"
                + workspace + "'"));

        // When Then
        assertThatThrownBy(() -> execute(transfer(workspace, kind, 100, hold))).hasMessageContaining("names no hold");
        assertThatThrownBy(() -> execute(transfer(workspace, kind, 100, credit))).hasMessageContaining("names no hold");
    }

    @Test
    void theDatabaseRefusesAWalletThatDiffersFromItsTransfers() {
        // Given
        String workspace = workspaceWith(1000);

        // When Then
        assertThatThrownBy(() -> execute("update wallet set balance_cents = balance_cents + 1 where workspace_id = '"
                + workspace + "'")).hasMessageContaining("differs from the sum of its transfers");
        assertThatThrownBy(() -> execute(transfer(workspace, "HOLD", 100, null)))
                .hasMessageContaining("differs from the sum of its transfers");
        assertThat(balanceOf(workspace)).isEqualTo(1000);
    }

    private String workspaceWith(long cents) {
        String workspace = workspace("starter");
        topUp(workspace, cents);
        return workspace;
    }

    private static String transfer(String workspace, String kind, long cents, UUID hold) {
        return "insert into transfer (id, workspace_id, kind, amount_cents, currency, hold_id, reference) values"
                + " (gen_random_uuid(), '%s', '%s', %d, 'USD', %s, 'test')".formatted(workspace, kind, cents,
                        hold == null ? "null" : "'" + hold + "'");
    }

    private static RequestSpecification admin(String subject) {
        return io.restassured.RestAssured.given()
                .auth().oauth2(Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).subject(subject)))
                .contentType(ContentType.JSON);
    }

    private static Response credit(RequestSpecification admin, String workspace, String key, long cents, String reference) {
        return admin.header("Idempotency-Key", workspace + key).body(body(cents, reference))
                .post("/api/admin/wallets/{id}/credits", workspace);
    }

    private static Map<String, Object> body(long cents, String reference) {
        return Map.of("amountCents", cents, "currency", "USD", "reference", reference);
    }

    private static long balanceOf(String workspace) {
        return asAdminOf(workspace).get("/api/wallet").jsonPath().getLong("balanceCents");
    }

    private static void run(Supplier<Uni<Void>> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(work);
    }
}
