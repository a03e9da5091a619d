package io.trunkline.simulator.telnyx.number;

import java.util.Locale;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.RequestedNumber;

/**
 * A number of an order.
 *
 * @param id UUID within the order; differs from the id of the bought number
 * @param inventoryNumber null if the number is not in the inventory
 * @param country ISO 3166-1 alpha-2
 * @param type {@code local}, {@code toll_free} or {@code mobile}
 * @param reserved whether it was for sale and is reserved for the order
 * @param requirementGroupId null for none
 */
record OrderedNumber(String id, String e164, InventoryNumber inventoryNumber, String country, String type, boolean reserved,
        String requirementGroupId, String bundleId, State state) {

    /** The state of the number. */
    enum State {
        /** Waiting for the decision. */
        PENDING("pending", "approved"),
        /** Waiting for a requirement group or the cancellation of the order. */
        REQUIREMENTS_MISSING("pending", "requirement-info-pending"),
        /** On the account. */
        BOUGHT("success", "approved"),
        /** Not for sale. */
        FAILED("failure", "approved"),
        CANCELLED("failure", "cancelled");

        /** As {@code status}. */
        final String status;
        /** As {@code requirements_status}. */
        final String requirements;

        State(String status, String requirements) {
            this.status = status;
            this.requirements = requirements;
        }
    }

    static OrderedNumber of(RequestedNumber requested, InventoryNumber inventoryNumber, String country, boolean reserved) {
        String type = inventoryNumber == null ? "local" : inventoryNumber.area().type().name().toLowerCase(Locale.ROOT);
        return new OrderedNumber(TelnyxIds.uuid(), requested.phoneNumber(), inventoryNumber, country, type, reserved,
                requested.requirementGroupId(), requested.bundleId(), State.PENDING);
    }

    OrderedNumber withId(String known) {
        return new OrderedNumber(known, e164, inventoryNumber, country, type, reserved, requirementGroupId, bundleId, state);
    }

    OrderedNumber withRequirementGroup(String groupId) {
        return new OrderedNumber(id, e164, inventoryNumber, country, type, reserved, groupId, bundleId, State.PENDING);
    }

    OrderedNumber withState(State next) {
        return new OrderedNumber(id, e164, inventoryNumber, country, type, reserved, requirementGroupId, bundleId, next);
    }

    /** Whether the number's country requires information about the owner. */
    boolean isRegulated() {
        return inventoryNumber != null && inventoryNumber.area().isRegulated();
    }

    boolean meetsRequirements() {
        return !isRegulated() || requirementGroupId != null;
    }
}
