package io.trunkline.carrier.spi;

import java.util.Set;

/**
 * The closed list of ways in which a carrier call fails, whatever the carrier's own words. The names travel in events as
 * {@code code}.
 */
public enum CarrierFailure {

    /** The number was sold, reserved or was never for sale. */
    NUMBER_UNAVAILABLE(Kind.REFUSED),
    /** Nothing that fits is for sale. */
    NO_INVENTORY(Kind.REFUSED, Consequence.FAILOVER),
    /** The number needs an address that we did not give. */
    ADDRESS_REQUIRED(Kind.REFUSED, Consequence.FAILOVER),
    /** The number needs documents that we did not give. */
    REGULATORY_REQUIRED(Kind.REFUSED, Consequence.FAILOVER),
    /** Our credentials are wrong, revoked or not allowed to do this. */
    CARRIER_AUTH(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The account may not do this: trial, suspended, blocked from buying. */
    ACCOUNT_RESTRICTED(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The account has no money. */
    INSUFFICIENT_FUNDS(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The carrier does not accept what we sent. */
    INVALID_REQUEST(Kind.REFUSED),
    /** The account has no such thing. */
    NOT_FOUND(Kind.REFUSED),
    /** The recipient told the carrier to stop our messages. */
    RECIPIENT_OPTED_OUT(Kind.REFUSED),
    /** The recipient is no number, or none that exists. */
    INVALID_RECIPIENT(Kind.REFUSED),
    /** The recipient is a number that takes no texts, such as a landline. */
    NOT_SMS_CAPABLE(Kind.REFUSED),
    /** Taken for spam, by the carrier or the recipient's. */
    CARRIER_FILTERED(Kind.REFUSED),
    /** Texts from this number need a registration (10DLC campaign, toll-free verification) that it does not have. */
    SENDER_NOT_REGISTERED(Kind.REFUSED),
    /** The carrier does not deliver to this recipient or country from this number. */
    DESTINATION_REFUSED(Kind.REFUSED),
    /** The carrier does not send from this number. */
    SENDER_REFUSED(Kind.REFUSED),
    /** Not among the carrier's declared capabilities; it was not asked. */
    NOT_SUPPORTED(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEVER_SENT),
    /** No such carrier, or its credentials are missing from the configuration; it was not asked. */
    CARRIER_NOT_CONFIGURED(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEVER_SENT, Consequence.NEEDS_OPERATOR),
    /** It would cost more than may be spent today; it was not asked. */
    SPEND_CAP_REACHED(Kind.REFUSED, Consequence.FAILOVER),
    /** It costs more than its buyer agreed to pay; it was not bought. */
    PRICE_CHANGED(Kind.REFUSED, Consequence.FAILOVER),
    /** An operator stopped purchases; it was not asked. */
    PURCHASES_STOPPED(Kind.REFUSED, Consequence.FAILOVER),

    /** The carrier did not process the request because there were too many. */
    RATE_LIMITED(Kind.TRY_LATER),
    /** The carrier was not reached, or could not answer a question. */
    CARRIER_UNAVAILABLE(Kind.TRY_LATER, Consequence.FAILOVER, Consequence.CARRIER_FAULT),
    /** The carrier takes a number back only some time after its purchase. */
    RELEASE_TOO_EARLY(Kind.TRY_LATER),
    /** The carrier's answer to a question cannot be understood. */
    PROTOCOL_ERROR(Kind.TRY_LATER, Consequence.CARRIER_FAULT),

    /** The carrier was told to do something and did not say clearly whether it did. */
    OUTCOME_UNKNOWN(Kind.UNKNOWN, Consequence.CARRIER_FAULT);

    /** What a caller may conclude. */
    public enum Kind {
        /** Nothing was done, and repeating the request is pointless. */
        REFUSED,
        /** Nothing was done; the same request may be repeated. */
        TRY_LATER,
        /** It may or may not have been done: look before anything else. */
        UNKNOWN
    }

    /** What follows from a failure for the account, the order and the operator. */
    private enum Consequence {
        FAILOVER,
        NEVER_SENT,
        NEEDS_OPERATOR,
        CARRIER_FAULT
    }

    private final Kind kind;
    private final Set<Consequence> consequences;

    CarrierFailure(Kind kind, Consequence... consequences) {
        this.kind = kind;
        this.consequences = Set.of(consequences);
    }

    /** What a caller may conclude from it. */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether another carrier or account may sell a number where this one did not: it has none, does not sell to us, or lacks
     * the
     * address or documents that another account has (Twilio 21649: the bundle is the parent account's).
     */
    public boolean allowsFailover() {
        return consequences.contains(Consequence.FAILOVER);
    }

    /** Whether the adapter refused the call without sending a request: it proves nothing about the account. */
    public boolean isNeverSent() {
        return consequences.contains(Consequence.NEVER_SENT);
    }

    /** Whether every call fails in this way until an operator mends the account or its configuration. */
    public boolean needsOperator() {
        return consequences.contains(Consequence.NEEDS_OPERATOR);
    }

    /** Whether the carrier is at fault: such failures open the circuit breaker, refusals do not. */
    public boolean isCarrierFault() {
        return consequences.contains(Consequence.CARRIER_FAULT);
    }
}
