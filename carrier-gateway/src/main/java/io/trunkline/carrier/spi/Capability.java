package io.trunkline.carrier.spi;

/** What a carrier declares that it can do. */
public enum Capability {
    /** Searching, ordering, configuring, releasing and listing numbers. */
    NUMBERS,
    /** Sending text messages. */
    SMS,
    /** Sending messages with media. */
    MMS
}
