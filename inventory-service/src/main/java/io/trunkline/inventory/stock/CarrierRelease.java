package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.kit.Ids;

/**
 * A bought number without a row of its own, because another row has its E.164: it is released at its carrier by the carrier's
 * id. It costs money until the carrier confirms it. Its id is that of the command.
 */
@Entity
class CarrierRelease {

    @Id
    private UUID id;
    private UUID orderId;
    private String e164;
    private String carrier;
    private String carrierAccount;
    private String carrierNumberId;
    private String reason;
    private Instant sentAt;
    private Instant confirmedAt;
    @Version
    private int version;

    protected CarrierRelease() {
        // For Hibernate
    }

    static UUID idOf(NumberOrdered order) {
        return Ids.of("release of an order", order.orderId());
    }

    CarrierRelease(NumberOrdered order, String reason) {
        this.id = idOf(order);
        this.orderId = order.orderId();
        this.e164 = order.e164();
        this.carrier = order.carrier();
        this.carrierAccount = order.carrierAccount();
        this.carrierNumberId = order.carrierNumberId();
        this.reason = reason;
    }

    /** Stores the time of sending. The command is the same each time. */
    ReleaseCarrierNumber command(Instant at) {
        sentAt = at;
        return new ReleaseCarrierNumber(id, e164, carrier, carrierNumberId, carrierAccount);
    }

    /** The carrier does not hold it any more. */
    void confirm(Instant at) {
        confirmedAt = confirmedAt == null ? at : confirmedAt;
    }
}
