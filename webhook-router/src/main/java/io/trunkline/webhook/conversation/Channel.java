package io.trunkline.webhook.conversation;

import java.util.Locale;

/** The channel of a conversation. An MMS belongs to the SMS conversation. */
public enum Channel {
    SMS,
    WHATSAPP;

    /** The name in events and in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
