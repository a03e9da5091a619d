package io.trunkline.webhook.rawwebhook;

/** The outcome of processing a webhook. */
public enum WebhookOutcome {
    /** It was applied, or it confirmed what was known. */
    APPLIED,
    /** It is unrouted: the called number had no owner at its receipt, or its content is not understood. */
    PARKED,
    /** It has no effect in this product. */
    IGNORED
}
