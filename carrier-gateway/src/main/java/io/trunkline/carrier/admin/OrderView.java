package io.trunkline.carrier.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.order.CarrierOrder;
import io.trunkline.events.NumberType;

/**
 * An order at a carrier.
 *
 * @param e164 the number that is, or may be, bought; null when none was chosen
 * @param workspaceId null for the stock
 * @param code the reason; null without one
 * @param decision what an operator decided, and what has not taken effect; null for nothing
 * @param nextStep what happens next, or what a person can do
 * @param nextStepAt when it happens; null when it does not happen by itself
 */
record OrderView(UUID orderId, String state, String carrier, String e164, String country, NumberType numberType,
        String workspaceId, Instant createdAt, long ageSeconds, String code, String detail, String decision, String nextStep,
        Instant nextStepAt) {

    static OrderView of(CarrierOrder order) {
        return new OrderView(order.id(), OrderResource.name(order.state()), order.carrier(), order.candidate().orElse(null),
                order.routingRequest().country(), order.routingRequest().type(), order.routingRequest().workspaceId(),
                order.createdAt(), Duration.between(order.createdAt(), Instant.now()).toSeconds(), order.code(),
                order.detail(), order.decision() == null ? null : order.decision().name().toLowerCase(),
                nextStep(order.state()),
                order.dueAt());
    }

    private static String nextStep(JobState state) {
        return switch (state) {
            case WAITING -> "It is bought";
            case SUBMITTING -> "The carrier answers";
            case UNKNOWN -> "The purchase is looked up";
            case PENDING -> "The carrier is asked for its decision";
            case NEEDS_ATTENTION -> "The purchase is looked up at a slow pace. Check it at the carrier; then adopt or give up";
            case SUCCEEDED, FAILED -> "None";
        };
    }
}
