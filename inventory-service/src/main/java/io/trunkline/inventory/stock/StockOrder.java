package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.inventory.number.PhoneNumber;

/** The order of one number for the stock. Its id is our reference at the carrier. */
@Entity
class StockOrder {

    @Id
    private UUID id;
    private UUID requestId;
    private int position;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;
    private String carrier;
    @Enumerated(EnumType.STRING)
    private State state;
    private String e164;
    private UUID numberId;
    private String code;
    private String detail;
    private String attentionCode;
    private String attentionDetail;
    private String requestedBy;
    @Column(name = "said_at")
    private Instant commandSentAt;
    @Version
    private int version;

    /** BOUGHT and FAILED are final, except that a failed order becomes BOUGHT when its number arrives late. */
    enum State {
        PENDING,
        /** The carrier may or may not have sold it; carrier-gateway reconciles it. */
        UNKNOWN,
        BOUGHT,
        FAILED;

        boolean isFinal() {
            return this == BOUGHT || this == FAILED;
        }
    }

    protected StockOrder() {
        // For Hibernate
    }

    StockOrder(UUID id, UUID requestId, int position, BuyNumbers request, String requestedBy) {
        this.id = id;
        this.requestId = requestId;
        this.position = position;
        this.country = request.countryOrDefault();
        this.numberType = request.numberTypeOrDefault();
        this.areaCode = request.areaCode();
        this.carrier = request.carrier();
        this.state = State.PENDING;
        this.requestedBy = requestedBy;
    }

    /** Stores the time of sending. The command is the same each time. */
    OrderNumber orderCommand(Instant at) {
        commandSentAt = at;
        return new OrderNumber(id, null, OrderPurpose.STOCK, null, null, null, carrier, null,
                new NumberCriteria(country, numberType, areaCode));
    }

    void markBought(PhoneNumber number) {
        state = State.BOUGHT;
        numberId = number.id();
        e164 = number.e164();
        code = null;
        detail = null;
        clearAttention();
    }

    void markFailed(String reasonCode, String reason) {
        if (!state.isFinal()) {
            state = State.FAILED;
            code = reasonCode;
            detail = reason;
            clearAttention();
        }
    }

    void markUnknown() {
        if (state == State.PENDING) {
            state = State.UNKNOWN;
        }
    }

    /**
     * Look-ups cannot tell whether the carrier sold it: it stays UNKNOWN until a person has decided at the carrier.
     *
     * @return whether this is news
     */
    boolean markNeedsAttention(String reasonCode, String reason) {
        if (state.isFinal() || reasonCode.equals(attentionCode)) {
            return false;
        }
        state = State.UNKNOWN;
        attentionCode = reasonCode;
        attentionDetail = reason;
        return true;
    }

    private void clearAttention() {
        attentionCode = null;
        attentionDetail = null;
    }

    boolean isFinal() {
        return state.isFinal();
    }

    UUID id() {
        return id;
    }

    NumberType numberType() {
        return numberType;
    }

    State state() {
        return state;
    }

    String e164() {
        return e164;
    }

    UUID numberId() {
        return numberId;
    }

    /** Why it failed, or why a person must decide; null: no reason is needed. */
    String code() {
        return code == null ? attentionCode : code;
    }

    String detail() {
        return code == null ? attentionDetail : detail;
    }
}
