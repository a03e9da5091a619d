package io.trunkline.carrier.spi;

import io.trunkline.events.NumberType;

/** What a carrier supports. */
public enum Capability {
    /** Sells geographic numbers. */
    LOCAL_NUMBERS,
    /** Sells toll-free numbers. */
    TOLL_FREE_NUMBERS,
    /** Sells mobile numbers. */
    MOBILE_NUMBERS,
    /** Returns the cost of each available number; numbers of one type may differ. */
    NUMBER_PRICES,
    /** Sends text messages. */
    SMS,
    /** Sends messages with media. */
    MMS,
    /**
     * Sends WhatsApp messages from numbers that are registered as senders there; media only if the carrier accepts any type.
     */
    WHATSAPP,
    /** Lists accepted messages with their text. */
    MESSAGE_LIST,
    /** Returns the account's prices of numbers without a search. */
    PRICE_LIST;

    /** The capability to sell numbers of this type. */
    public static Capability of(NumberType type) {
        return switch (type) {
            case LOCAL -> LOCAL_NUMBERS;
            case TOLL_FREE -> TOLL_FREE_NUMBERS;
            case MOBILE -> MOBILE_NUMBERS;
        };
    }
}
