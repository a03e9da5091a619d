package io.trunkline.carrier.spi;

/**
 * The closed list of ways in which a carrier call fails, whatever the carrier's own words. The names travel in events as
 * {@code code}.
 */
public enum CarrierFailure {

    /** The number was sold, reserved or was never for sale. */
    NUMBER_UNAVAILABLE(Kind.REFUSED),
    /** Nothing that fits is for sale. */
    NO_INVENTORY(Kind.REFUSED),
    /** The number needs an address that we did not give. */
    ADDRESS_REQUIRED(Kind.REFUSED),
    /** The number needs documents that we did not give. */
    REGULATORY_REQUIRED(Kind.REFUSED),
    /** Our credentials are wrong, revoked or not allowed to do this. */
    CARRIER_AUTH(Kind.REFUSED),
    /** The account may not do this: trial, suspended, blocked from buying. */
    ACCOUNT_RESTRICTED(Kind.REFUSED),
    /** The account has no money. */
    INSUFFICIENT_FUNDS(Kind.REFUSED),
    /** The carrier does not accept what we sent. */
    INVALID_REQUEST(Kind.REFUSED),
    /** The account has no such thing. */
    NOT_FOUND(Kind.REFUSED),
    /** The recipient told the carrier to stop our messages. */
    OPTED_OUT(Kind.REFUSED),
    /** The carrier does not deliver to this recipient. */
    DESTINATION_REFUSED(Kind.REFUSED),
    /** The carrier does not send from this number. */
    SENDER_REFUSED(Kind.REFUSED),
    /** Not among the carrier's declared capabilities; it was not asked. */
    NOT_SUPPORTED(Kind.REFUSED),
    /** No such carrier, or its credentials are missing from the configuration; it was not asked. */
    CARRIER_NOT_CONFIGURED(Kind.REFUSED),
    /** It would cost more than may be spent today; it was not asked. */
    SPEND_CAP_REACHED(Kind.REFUSED),
    /** An operator stopped purchases; it was not asked. */
    PURCHASES_STOPPED(Kind.REFUSED),

    /** The carrier did not process the request because there were too many. */
    RATE_LIMITED(Kind.TRY_LATER),
    /** The carrier was not reached, or could not answer a question. */
    CARRIER_UNAVAILABLE(Kind.TRY_LATER),
    /** The carrier takes a number back only some time after its purchase. */
    RELEASE_TOO_EARLY(Kind.TRY_LATER),
    /** The carrier's answer to a question cannot be understood. */
    PROTOCOL_ERROR(Kind.TRY_LATER),

    /** The carrier was told to do something and did not say clearly whether it did. */
    OUTCOME_UNKNOWN(Kind.UNKNOWN);

    /** What a caller may conclude. */
    public enum Kind {
        /** Nothing was done, and repeating the request is pointless. */
        REFUSED,
        /** Nothing was done; the same request may be repeated. */
        TRY_LATER,
        /** It may or may not have been done: look before anything else. */
        UNKNOWN
    }

    private final Kind kind;

    CarrierFailure(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
