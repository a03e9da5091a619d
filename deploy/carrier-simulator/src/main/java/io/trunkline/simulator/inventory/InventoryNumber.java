package io.trunkline.simulator.inventory;

/**
 * A number of the inventory, independent of its owner.
 *
 * @param e164 such as {@code +14155550142}
 * @param friendly in national format, such as {@code (415) 555-0142}
 */
public record InventoryNumber(String e164, String friendly, NumberArea area) {

    public String country() {
        return area.country();
    }

    public String region() {
        return area.region();
    }

    public String locality() {
        return area.locality();
    }

    public boolean supportsSms() {
        return area.sms();
    }

    /** The seven digits after the area's prefix. */
    String subscriber() {
        return e164.substring(e164.length() - 7);
    }
}
