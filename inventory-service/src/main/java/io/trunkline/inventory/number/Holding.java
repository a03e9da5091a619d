package io.trunkline.inventory.number;

/**
 * What an operation has.
 *
 * @param number its number, or the number of its slot; null: none
 * @param isOver whether its number was released or it gave up: it is assigned nothing any more
 */
public record Holding(PhoneNumber number, boolean isOver) {

    static final Holding NONE = new Holding(null, false);
    static final Holding OVER = new Holding(null, true);

    static Holding of(PhoneNumber number) {
        return new Holding(number, false);
    }
}
