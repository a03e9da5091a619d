package io.trunkline.carrier.account;

/** What a call is for. Jobs and all other calls have separate bulkheads. */
enum CallPurpose {

    JOB,
    /** A caller waits for the response, and may cancel. */
    INTERACTIVE,
    /**
     * A price list may come from another API with permissions of its own: its failures and successes prove nothing about the
     * account.
     */
    PRICE_LOOKUP,
    /** An operator checks the credentials. */
    VERIFICATION;

    /** Whether the call is sent although the account breaker is open. */
    boolean ignoresAccountBreaker() {
        return this == VERIFICATION;
    }

    /** Whether the outcome counts for the account's health. */
    boolean provesAccount() {
        return this != PRICE_LOOKUP;
    }
}
