package io.trunkline.provisioning.number;

import java.time.Instant;
import java.util.UUID;

import io.trunkline.events.NumberType;
import io.trunkline.provisioning.workspace.Slot;

/**
 * JSON of a workspace's number.
 *
 * @param type what the workspace uses it for: primary, sales, support or custom
 * @param included whether the plan pays for it
 */
record NumberView(UUID id, String phoneNumber, String type, String displayName, String status, String country,
        NumberType numberType, boolean included, Instant assignedAt) {

    static NumberView of(Slot slot) {
        return new NumberView(slot.numberId, slot.e164, slot.label.word(), slot.displayName,
                "active", slot.country, slot.numberType, slot.kind == Slot.Kind.INCLUDED, slot.filledAt);
    }
}
