package io.trunkline.inventory.number;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** A number's status in the API: one for each valid pair of lifecycle and assignment. */
public enum NumberStatus {
    AVAILABLE(Lifecycle.OWNED, Assignment.FREE),
    ASSIGNED(Lifecycle.OWNED, Assignment.ASSIGNED),
    SUSPENDED(Lifecycle.OWNED, Assignment.SUSPENDED),
    /** Being released to the carrier, which has not confirmed yet. */
    PENDING(Lifecycle.RELEASING, Assignment.FREE),
    INACTIVE(Lifecycle.OWNED, Assignment.SET_ASIDE),
    QUARANTINED(Lifecycle.QUARANTINED, Assignment.FREE),
    RELEASED(Lifecycle.RELEASED, Assignment.FREE);

    private final Lifecycle lifecycle;
    private final Assignment assignment;

    NumberStatus(Lifecycle lifecycle, Assignment assignment) {
        this.lifecycle = lifecycle;
        this.assignment = assignment;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public Assignment assignment() {
        return assignment;
    }

    /** @throws IllegalArgumentException for an invalid pair, which the database rejects too */
    public static NumberStatus of(Lifecycle lifecycle, Assignment assignment) {
        return Arrays.stream(values())
                .filter(status -> status.lifecycle == lifecycle && status.assignment == assignment).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No number is " + lifecycle + " and " + assignment));
    }

    /** @return empty if no status has this public name */
    public static Optional<NumberStatus> parse(String publicName) {
        return Arrays.stream(values()).filter(status -> status.publicName().equals(publicName)).findFirst();
    }

    @JsonValue
    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
