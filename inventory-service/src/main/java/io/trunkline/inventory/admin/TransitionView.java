package io.trunkline.inventory.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.inventory.number.NumberHistory;
import io.trunkline.inventory.number.NumberStatus;

/**
 * One transition of a number: who made it, when and why.
 *
 * @param from null when the number was added to the stock
 * @param assignedTo the workspace that had the number before or has it after
 * @param causeId the operation, order or command that caused it; null for a change by hand
 */
record TransitionView(Instant at, String actor, String reason, NumberStatus from, NumberStatus to,
        @JsonProperty("assigned_to") String assignedTo, String slot, UUID causeId) {

    /** Oldest first. */
    record Timeline(List<TransitionView> history) {
    }

    static TransitionView of(NumberHistory past) {
        return new TransitionView(past.occurredAt(), past.actor(), past.reason(), past.from(), past.to(),
                past.workspaceId(), past.slot(), past.causeId());
    }
}
