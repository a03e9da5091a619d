package io.trunkline.carrier.spi;

import java.util.Set;

/**
 * All failures of a carrier call, independent of the carrier's own error codes. The names are part of events, as
 * {@code code}.
 */
public enum CarrierFailure {

    /** The number is sold, reserved or was never available. */
    NUMBER_UNAVAILABLE(Kind.REFUSED),
    /** No matching number is available. */
    NO_INVENTORY(Kind.REFUSED, Consequence.FAILOVER),
    /** The number needs an address that the request did not contain. */
    ADDRESS_REQUIRED(Kind.REFUSED, Consequence.FAILOVER),
    /** The number needs documents that the request did not contain. */
    REGULATORY_REQUIRED(Kind.REFUSED, Consequence.FAILOVER),
    /** Our credentials are wrong, revoked or not allowed to do this. */
    CARRIER_AUTH(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The account may not do this: trial, suspended, blocked from buying. */
    ACCOUNT_RESTRICTED(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The account has no funds. */
    INSUFFICIENT_FUNDS(Kind.REFUSED, Consequence.FAILOVER, Consequence.NEEDS_OPERATOR),
    /** The carrier rejects the request as invalid. */
    INVALID_REQUEST(Kind.REFUSED),
    /** The account has no such resource. */
    NOT_FOUND(Kind.REFUSED),
    /** The recipient opted out (STOP). */
    RECIPIENT_OPTED_OUT(Kind.REFUSED),
    /** The recipient is not a number, or does not exist. */
    INVALID_RECIPIENT(Kind.REFUSED),
    /** The recipient's number cannot receive texts, such as a landline. */
    NOT_SMS_CAPABLE(Kind.REFUSED),
    /** The recipient's phone is off or out of reach. */
    RECIPIENT_UNREACHABLE(Kind.REFUSED),
    /** Filtered as spam by the carrier or the recipient's carrier. */
    CARRIER_FILTERED(Kind.REFUSED),
    /** The sender lacks a registration (10DLC campaign, toll-free verification). */
    SENDER_NOT_REGISTERED(Kind.REFUSED),
    /** The carrier does not deliver to this recipient or country from this number. */
    DESTINATION_REFUSED(Kind.REFUSED),
    /** The carrier does not send from this number. */
    SENDER_REFUSED(Kind.REFUSED),
    /** Not among the carrier's capabilities; not sent. */
    NOT_SUPPORTED(Kind.REFUSED, Consequence.FAILOVER, Consequence.ADAPTER_REFUSAL),
    /** Unknown carrier, or its credentials are not configured; not sent. */
    CARRIER_NOT_CONFIGURED(Kind.REFUSED, Consequence.FAILOVER, Consequence.ADAPTER_REFUSAL, Consequence.NEEDS_OPERATOR),
    /** The purchase would exceed today's spend limit; not sent. */
    SPEND_CAP_REACHED(Kind.REFUSED, Consequence.FAILOVER),
    /** The number costs more than the buyer agreed to; not bought. */
    PRICE_CHANGED(Kind.REFUSED, Consequence.FAILOVER),
    /** An operator stopped purchases; not sent. */
    PURCHASES_STOPPED(Kind.REFUSED, Consequence.FAILOVER),

    /** Too many requests; the carrier did not process this one. */
    RATE_LIMITED(Kind.TRY_LATER),
    /** The carrier was not reached, or could not answer a query. */
    CARRIER_UNAVAILABLE(Kind.TRY_LATER, Consequence.FAILOVER, Consequence.CARRIER_FAULT),
    /** The carrier releases a number only some time after its purchase. */
    RELEASE_TOO_EARLY(Kind.TRY_LATER),
    /** The carrier's response to a query is invalid. */
    PROTOCOL_ERROR(Kind.TRY_LATER, Consequence.CARRIER_FAULT),

    /** The carrier did not respond clearly to a mutation; it may have been executed. */
    OUTCOME_UNKNOWN(Kind.UNKNOWN, Consequence.CARRIER_FAULT);

    /** What a caller may conclude. */
    public enum Kind {
        /** Nothing was done, and repeating the request is pointless. */
        REFUSED,
        /** Nothing was done; the same request may be repeated. */
        TRY_LATER,
        /** It may or may not have been done; look up the outcome first. */
        UNKNOWN
    }

    /** What follows from a failure for the account, the order and the operator. */
    private enum Consequence {
        FAILOVER,
        ADAPTER_REFUSAL,
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
     * Whether another carrier or account may sell the number: this one has none, is unavailable, refuses us, is too expensive,
     * may not be bought from now (cap, stop), or lacks the address or documents that another account has (Twilio 21649: the
     * bundle belongs to the parent account).
     */
    public boolean allowsFailover() {
        return consequences.contains(Consequence.FAILOVER);
    }

    /** Whether the adapter fails the call without sending a request. Such a failure proves nothing about the account. */
    public boolean isAdapterRefusal() {
        return consequences.contains(Consequence.ADAPTER_REFUSAL);
    }

    /** Whether every call fails like this until an operator fixes the account or its configuration. */
    public boolean needsOperator() {
        return consequences.contains(Consequence.NEEDS_OPERATOR);
    }

    /** Whether the carrier is at fault. Such failures open the circuit breaker; refusals do not. */
    public boolean isCarrierFault() {
        return consequences.contains(Consequence.CARRIER_FAULT);
    }
}
