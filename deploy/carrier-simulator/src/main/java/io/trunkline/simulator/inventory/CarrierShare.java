package io.trunkline.simulator.inventory;

/**
 * A carrier's part of the inventory: no number is for sale at two carriers. In every area each carrier has some of the numbers
 * for fiction, by their second last digit, and some exchanges of the other numbers, by the exchange's last digit.
 */
public enum CarrierShare {
    /** {@code 555-01XX} but 0130 to 0139 and 0170 to 0189; exchanges such as 200 to 202, 204 to 206, 209 to 212. */
    TWILIO("0124569"),
    /** {@code 555-0130} to {@code 555-0139}; exchanges such as 203, 213, 223. */
    SIGNALWIRE("3"),
    /** {@code 555-0170} to {@code 555-0189}; exchanges such as 207, 208, 217. */
    TELNYX("78");

    private final String digits;

    CarrierShare(String digits) {
        this.digits = digits;
    }

    /** Whether the number is in the carrier's part, sold or not. */
    public boolean has(InventoryNumber number) {
        String subscriber = number.subscriber();
        return number.area().isFiction(subscriber) ? hasFictionNumber(subscriber) : hasExchange(subscriber);
    }

    boolean hasFictionNumber(String subscriber) {
        return digits.indexOf(subscriber.charAt(5)) >= 0;
    }

    boolean hasExchange(String exchange) {
        return digits.indexOf(exchange.charAt(2)) >= 0;
    }
}
