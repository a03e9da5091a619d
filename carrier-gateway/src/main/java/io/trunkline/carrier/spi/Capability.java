package io.trunkline.carrier.spi;

import io.trunkline.events.NumberType;

/** What a carrier declares that it can do. */
public enum Capability {
    /** Selling and holding geographic numbers. */
    LOCAL_NUMBERS,
    /** Selling and holding toll-free numbers. */
    TOLL_FREE_NUMBERS,
    /** Selling and holding mobile numbers. */
    MOBILE_NUMBERS,
    /** Telling with each number for sale what it costs: numbers of a type differ. */
    NUMBER_PRICES,
    /** Sending text messages. */
    SMS,
    /** Sending messages with media. */
    MMS,
    /** Sending texts by WhatsApp, from numbers that are registered as senders there; media too where the carrier takes any. */
    WHATSAPP,
    /** Telling which messages it took, with their text. */
    MESSAGE_LIST,
    /** Telling what the account pays for numbers before one is looked for. */
    PRICE_LIST;

    /** What it takes to sell numbers of this type: one capability for each. */
    public static Capability of(NumberType type) {
        return switch (type) {
            case LOCAL -> LOCAL_NUMBERS;
            case TOLL_FREE -> TOLL_FREE_NUMBERS;
            case MOBILE -> MOBILE_NUMBERS;
        };
    }
}
