package io.trunkline.inventory.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.inventory.number.NumberHistory;
import io.trunkline.inventory.number.NumberStatus;

/**
 * Who did what to a number, when and why.
 *
 * @param from null when the number joined the stock
 * @param assignedTo the workspace that got, held or lost the number
 * @param causeId the operation, order or command it was done for
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
