package io.trunkline.carrier.spi;

/** The state of the purchase of one number at the carrier. */
public sealed interface OrderOutcome {

    /** E.164. */
    String e164();

    /** The account owns the number, by the carrier's list of numbers or its response to the purchase. */
    record Owned(OwnedNumber number) implements OrderOutcome {
        @Override
        public String e164() {
            return number.e164();
        }
    }

    /** Accepted, not decided yet. The account does not own the number. The carrier decides within seconds or days. */
    record Pending(String e164) implements OrderOutcome {
    }

    /**
     * Rejected; nothing was bought.
     *
     * @param failure of kind {@code REFUSED}
     */
    record Failed(String e164, CarrierFailure failure) implements OrderOutcome {
    }
}
