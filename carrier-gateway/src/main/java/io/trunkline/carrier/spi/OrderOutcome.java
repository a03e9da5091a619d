package io.trunkline.carrier.spi;

/** How far the purchase of one number got at the carrier. */
public sealed interface OrderOutcome {

    /** E.164. */
    String e164();

    /** It is ours: the carrier names it among the account's numbers, or said so when it sold it. */
    record Owned(OwnedNumber number) implements OrderOutcome {
        @Override
        public String e164() {
            return number.e164();
        }
    }

    /** Taken and not decided yet: it is not ours, and may never be. The carrier decides within seconds, or days. */
    record Pending(String e164) implements OrderOutcome {
    }

    /**
     * Decided against us: nothing was bought.
     *
     * @param failure of kind {@code REFUSED}
     */
    record Failed(String e164, CarrierFailure failure) implements OrderOutcome {
    }
}
