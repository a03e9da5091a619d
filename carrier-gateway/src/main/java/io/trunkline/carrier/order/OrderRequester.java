package io.trunkline.carrier.order;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.OrderPurpose;

/** Who ordered a number. Creates the events for the requester. */
@Embeddable
class OrderRequester {

    private UUID operationId;
    @Enumerated(EnumType.STRING)
    private OrderPurpose purpose;
    private String workspaceId;
    private String workspaceName;
    private String slot;
    private Long paidCents;

    protected OrderRequester() {
        // for Hibernate
    }

    OrderRequester(OrderNumber command) {
        operationId = command.operationId();
        purpose = command.purpose();
        workspaceId = command.workspaceId();
        workspaceName = command.workspaceName();
        slot = command.slot();
        paidCents = command.paidCents();
    }

    /** The price that the requester pays per month, in minor units of the price book's currency; empty: no price is paid. */
    OptionalLong paidCents() {
        return paidCents == null ? OptionalLong.empty() : OptionalLong.of(paidCents);
    }

    /** Null: the number is for the stock. */
    String workspaceId() {
        return workspaceId;
    }

    List<CarrierEvent> numberOrdered(CarrierOrder order, OwnedNumber number, Instant now) {
        return List.of(new NumberOrdered(order.id(), operationId, purpose, workspaceId, workspaceName, slot, number.e164(),
                order.request().numberType(), order.request().country(),
                order.carrier(), number.carrierAccount(), number.carrierNumberId(), number.capabilities(),
                number.ownedSince() == null ? now : number.ownedSince(), order.failover().attempts().attempts()));
    }

    List<CarrierEvent> orderUnknown(CarrierOrder order) {
        return List.of(new NumberOrderUnknown(order.id(), operationId, purpose, workspaceId,
                order.candidate().orElse(null), order.carrier()));
    }

    /** @param attempts the failed attempts before this carrier */
    List<CarrierEvent> orderFailed(CarrierOrder order, String carrier, List<CarrierAttempt> attempts) {
        return List.of(new NumberOrderFailed(order.id(), operationId, purpose, workspaceId, order.candidate().orElse(null),
                carrier, order.code(), order.detail(), attempts));
    }

    CarrierEvent orderNeedsAttention(CarrierOrder order) {
        return new NumberOrderNeedsAttention(order.id(), operationId, purpose, workspaceId,
                order.candidate().orElse(null), order.carrier(), order.code(), order.detail());
    }
}
