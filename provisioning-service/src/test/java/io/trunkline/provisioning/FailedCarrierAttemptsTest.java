package io.trunkline.provisioning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** The timeline shows the carriers that could not deliver the number. */
@QuarkusTest
class FailedCarrierAttemptsTest extends ServiceTest {

    private static final List<CarrierAttempt> TWO = List.of(new CarrierAttempt("telnyx", "CARRIER_UNAVAILABLE"),
            new CarrierAttempt("signalwire", "NO_INVENTORY"));
    private static final String SHOWN = "telnyx: CARRIER_UNAVAILABLE, signalwire: NO_INVENTORY";

    @Test
    void showsFailedAttemptsWhenAnotherCarrierSoldTheNumber() {
        // Given
        OrderNumber order = order();
        String e164 = anyE164();

        // When
        kafka.publish(new NumberOrdered(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, order.workspaceId(),
                "Acme", order.slot(), e164, NumberType.LOCAL, "US", "twilio", "AC1", "PN1", new Capabilities(true, true, true),
                Instant.now(), TWO));
        assign(order, e164);
        configure(order.operationId());

        // Then
        await().atMost(15, SECONDS)
                .untilAsserted(() -> asAdminOf(order.workspaceId()).get("/api/operations/{id}", order.operationId()).then()
                        .body("state", equalTo("COMPLETED")).body("steps.name", contains("CLAIM", "ORDER", "CONFIGURE"))
                        .body("steps.tried", contains(nullValue(), equalTo(SHOWN), nullValue()))
                        .body("steps[1].error", nullValue()));
    }

    @Test
    void showsFailedAttemptsWhenEveryCarrierFailed() {
        OrderNumber order = order();

        kafka.publish(new NumberOrderFailed(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE,
                order.workspaceId(), null, "twilio", "NO_INVENTORY", "Nothing fits", TWO));

        await().atMost(15, SECONDS)
                .untilAsserted(() -> asAdminOf(order.workspaceId()).get("/api/operations/{id}", order.operationId()).then()
                        .body("state", equalTo("FAILED")).body("steps[1].error", equalTo("NO_INVENTORY"))
                        .body("steps[1].tried", equalTo(SHOWN)));
    }

    private OrderNumber order() {
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        kafka.publish(new NoNumberAvailable(claim.operationId(), workspace, claim.slot(), NumberCriteria.ANY, Instant.now()));
        return awaitOrder(workspace);
    }
}
