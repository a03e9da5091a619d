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
    NOT_SUPPORTED(Kind.REFUSED),
    /** No such carrier, or its credentials are missing from the configuration; it was not asked. */
    CARRIER_NOT_CONFIGURED(Kind.REFUSED),
    /** It would cost more than may be spent today; it was not asked. */
    SPEND_CAP_REACHED(Kind.REFUSED),
    /** It costs more than its buyer agreed to pay; it was not bought. */
    PRICE_CHANGED(Kind.REFUSED),
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

    /** What a caller may conclude from it. */
    public Kind kind() {
        return kind;
    }
}
