package io.trunkline.provisioning.number;

import java.time.Instant;
import java.util.UUID;

import io.trunkline.events.NumberType;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.workspace.Slot;

/**
 * JSON of a workspace's number.
 *
 * @param status active, or releasing while it is being given up
 * @param type what the workspace uses it for: primary, sales, support or custom
 * @param included whether the plan pays for it
 */
record NumberView(UUID id, String phoneNumber, String type, String displayName, String status, String country,
        NumberType numberType, boolean included, Instant assignedAt) {

    static NumberView of(Slot slot) {
        return new NumberView(slot.numberId, slot.e164, slot.label.publicName(), slot.displayName,
                slot.state == Slot.State.EMPTYING ? "releasing" : "active", slot.country, slot.numberType,
                slot.kind == Slot.Kind.INCLUDED, slot.filledAt);
    }

    /** The number that a completed operation gave to the slot, wherever it is by now. */
    static NumberView of(Slot slot, Operation operation) {
        return new NumberView(operation.numberId, operation.e164, slot.label.publicName(), slot.displayName, "active",
                operation.country, operation.numberType, slot.kind == Slot.Kind.INCLUDED, operation.endedAt);
    }
}
