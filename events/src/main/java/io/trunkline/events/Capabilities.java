package io.trunkline.events;

/** What a number can carry, as its carrier says. */
public record Capabilities(boolean voice, boolean sms, boolean mms) {
}
