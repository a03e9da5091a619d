package io.trunkline.events;

/** What a number supports, according to its carrier. */
public record Capabilities(boolean voice, boolean sms, boolean mms) {
}
