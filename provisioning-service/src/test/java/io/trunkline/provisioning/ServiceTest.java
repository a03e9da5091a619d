package io.trunkline.provisioning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.PriceEvent.SalePrice;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;
import io.trunkline.kit.testing.Tokens;

/** The service on real PostgreSQL and Kafka. The test replies to its commands on Kafka like the other services. */
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "provisioning"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceTest {

    EventProbe kafka;

    @BeforeAll
    void startProbe() {
        kafka = EventProbe.start();
        publishDefaultPrices();
    }

    /** The default price book of carrier-gateway. */
    void publishDefaultPrices() {
        for (String country : List.of("US", "CA")) {
            publishPrice(country, NumberType.LOCAL, 150);
            publishPrice(country, NumberType.TOLL_FREE, 300);
            publishPrice(country, NumberType.MOBILE, 200);
        }
        publishPrice("GB", NumberType.LOCAL, 225);
        publishPrice("GB", NumberType.TOLL_FREE, 400);
        publishPrice("GB", NumberType.MOBILE, 300);
        await().untilAsserted(() -> assertThat(count("select count(distinct (country, number_type)) from sale_price"
                + " where highest_cents is not null and country in ('US', 'CA', 'GB')")).isEqualTo(9));
    }

    private void publishPrice(String country, NumberType type, long cents) {
        kafka.publish(new SalePricesChanged(country, type, "USD", List.of(new SalePrice(null, cents, cents)), Instant.now()));
    }

    @AfterAll
    void closeProbe() {
        kafka.close();
    }

    static String newWorkspaceId() {
        return "org_" + UUID.randomUUID().toString().replace("-", "");
    }

    String workspace(String plan) {
        String id = newWorkspaceId();
        kafka.publish(new WorkspaceCreated(id, "Acme " + id, plan, Instant.now()));
        await().untilAsserted(() -> asAdminOf(id).get("/api/wallet").then().statusCode(200));
        return id;
    }

    static RequestSpecification asAdminOf(String workspaceId) {
        return given().auth().oauth2(Tokens.workspaceAdmin(workspaceId)).contentType(ContentType.JSON);
    }

    static RequestSpecification asPlatformAdmin() {
        return given().auth().oauth2(Tokens.platformAdmin()).contentType(ContentType.JSON);
    }

    static String anyE164() {
        return "+1415" + (2_000_000 + (int) (Math.random() * 7_000_000));
    }

    ClaimNumber awaitClaim(String workspaceId) {
        return kafka.await(ClaimNumber.class, claim -> claim.workspaceId().equals(workspaceId));
    }

    OrderNumber awaitOrder(String workspaceId) {
        return kafka.await(OrderNumber.class, order -> workspaceId.equals(order.workspaceId()));
    }

    /** Assigns a number of the stock. */
    NumberAssigned assign(UUID operationId, String workspaceId, String slot, String e164) {
        return assign(operationId, workspaceId, slot, e164, null);
    }

    /** Assigns an ordered number. */
    NumberAssigned assign(OrderNumber order, String e164) {
        return assign(order.operationId(), order.workspaceId(), order.slot(), e164, order.orderId());
    }

    private NumberAssigned assign(UUID operationId, String workspaceId, String slot, String e164, UUID orderId) {
        NumberAssigned assigned = new NumberAssigned(UUID.randomUUID(), e164, NumberType.LOCAL, "US", "twilio", "AC1", "PN1",
                workspaceId, slot, operationId, Instant.now(), orderId);
        kafka.publish(assigned);
        return assigned;
    }

    void configure(UUID operationId) {
        ConfigureNumber command = awaitConfigure(operationId);
        kafka.publish(new NumberConfigured(command.commandId(), operationId, command.workspaceId(), command.e164(), "twilio",
                "AC1", "PN1", Instant.now()));
    }

    ConfigureNumber awaitConfigure(UUID operationId) {
        return kafka.await(ConfigureNumber.class, command -> command.operationId().equals(operationId));
    }

    ReleaseNumber awaitRelease(UUID operationId) {
        return kafka.await(ReleaseNumber.class, release -> release.operationId().equals(operationId));
    }

    /** inventory-service has no number of the operation. */
    void refuseRelease(ReleaseNumber release) {
        kafka.publish(new NumberReleaseRefused(release.operationId(), release.workspaceId(), release.numberId(),
                "NUMBER_NOT_ASSIGNED"));
    }

    void confirmRelease(ReleaseNumber release, String e164) {
        kafka.publish(new NumberReleased(release.numberId(), e164, release.workspaceId(), "included-1",
                release.operationId(), release.disposal(), Instant.now(), null));
    }

    void topUp(String workspaceId, long cents) {
        asPlatformAdmin().header("Idempotency-Key", UUID.randomUUID())
                .body("{\"amountCents\":%d,\"currency\":\"USD\",\"reference\":\"%s\"}".formatted(cents, UUID.randomUUID()))
                .post("/api/admin/wallets/{id}/credits", workspaceId).then().statusCode(201);
    }

    /** The stock is empty and the carrier has none either. */
    ProvisioningFailed failForLackOfNumbers(ClaimNumber claim) {
        kafka.publish(new NoNumberAvailable(claim.operationId(), claim.workspaceId(), claim.slot(), NumberCriteria.ANY,
                Instant.now()));
        OrderNumber order = kafka.await(OrderNumber.class, one -> claim.operationId().equals(one.operationId()));
        fail(order);
        return kafka.await(ProvisioningFailed.class, event -> event.operationId().equals(claim.operationId()));
    }

    void fail(OrderNumber order) {
        kafka.publish(new NumberOrderFailed(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE,
                order.workspaceId(), order.e164(), "twilio", "NO_INVENTORY", "Nothing fits"));
    }

    void failConfiguration(UUID operationId) {
        ConfigureNumber command = awaitConfigure(operationId);
        kafka.publish(new NumberConfigurationFailed(command.commandId(), operationId, command.workspaceId(), command.e164(),
                "twilio", "INVALID_REQUEST", "The carrier refuses the URL"));
    }

    List<ReleaseNumber> releasesOf(NumberAssigned number) {
        return kafka.events(ReleaseNumber.class).stream().filter(one -> number.numberId().equals(one.numberId())).toList();
    }

    void makeStuck(UUID operation) {
        execute("update operation set created_at = now() - interval '25 hours', deadline = now() where id = '" + operation
                + "'");
        kafka.await(OperationNeedsAttention.class, event -> event.operationId().equals(operation));
    }

    static CompletableFuture<Response> purchase(String workspace, String e164, String key) {
        return CompletableFuture.supplyAsync(() -> asAdminOf(workspace).header("Idempotency-Key", key)
                .header("Prefer", "wait=15").body(purchaseOf(workspace, e164)).post("/api/numbers/purchase"));
    }

    /** @param price the agreed price in major units */
    static CompletableFuture<Response> purchaseAt(String workspace, String e164, String price) {
        return CompletableFuture.supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=15")
                .body(purchaseOf(workspace, e164).replace("}", ",\"monthlyCost\":" + price + "}"))
                .post("/api/numbers/purchase"));
    }

    static String purchaseOf(String workspace, String e164) {
        return """
                {"phoneNumber":"%s","businessId":"%s","displayName":"Sales","countryCode":"US","numberType":"local"}"""
                .formatted(e164, workspace);
    }

    void assignAndConfigure(OrderNumber order) {
        assign(order, order.e164());
        configure(order.operationId());
    }

    /** The single value of a query. */
    static long count(String sql) {
        try (Connection connection = connect(); ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The single text of a query. */
    static String text(String sql) {
        try (Connection connection = connect(); ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(String sql) {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect() throws SQLException {
        var postgres = Backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("provisioning"), postgres.user(), postgres.password());
    }

    /** Runs the work while the database rejects every insert and update of the rows that match the condition. */
    static void whileRejectingWrites(String table, String condition, Runnable work) {
        execute("""
                create function refuse_in_test() returns trigger language plpgsql as
                $$ begin raise exception 'refused by the test'; end $$;
                create trigger refuse_in_test before insert or update on %s for each row when (%s)
                  execute function refuse_in_test()""".formatted(table, condition));
        try {
            work.run();
        } finally {
            execute("drop function refuse_in_test cascade");
        }
    }
}
