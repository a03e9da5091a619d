package io.trunkline.provisioning.number;

import java.time.Instant;
import java.util.UUID;

import io.trunkline.events.NumberType;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.workspace.Slot;

/**
 * JSON of a workspace's number.
 *
 * @param status active, or releasing while its release is running
 * @param type the label: primary, sales, support or custom
 * @param included whether it is part of the plan
 */
record NumberView(UUID id, String phoneNumber, String type, String displayName, String status, String country,
        NumberType numberType, boolean included, Instant assignedAt) {

    static NumberView of(Slot slot) {
        return new NumberView(slot.numberId(), slot.e164(), slot.label().publicName(), slot.displayName(),
                slot.state() == Slot.State.EMPTYING ? "releasing" : "active", slot.country(), slot.numberType(),
                slot.isIncluded(), slot.filledAt());
    }

    /** The number of a completed operation, also when the slot has lost it since. */
    static NumberView of(Slot slot, Operation operation) {
        return new NumberView(operation.numberId(), operation.e164(), slot.label().publicName(), slot.displayName(), "active",
                operation.country(), operation.numberType(), slot.isIncluded(), operation.endedAt());
    }
}
