package io.trunkline.webhook.conversation;

import java.util.Locale;

/** How a conversation travels. A picture message (MMS) is part of the SMS conversation. */
public enum Channel {
    SMS,
    WHATSAPP;

    /** As events and the API say it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
