package io.trunkline.webhook.rawwebhook;

/** What became of a webhook. */
public enum WebhookOutcome {
    /** It changed something here, or said what was known. */
    APPLIED,
    /** Nobody owned the called number at its receipt, or nobody understands it. */
    PARKED,
    /** It tells nothing this product acts on. */
    IGNORED
}
