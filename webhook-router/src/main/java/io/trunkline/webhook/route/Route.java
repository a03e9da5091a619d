package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The owner of a number from {@code validFrom} (inclusive) to {@code validTo} (exclusive; null for the current owner). */
@Entity
public class Route {

    @Id
    UUID id;
    String number;
    Instant validFrom;
    Instant validTo;
    String workspaceId;
    String slot;
    String carrier;
    String carrierAccount;

    public String number() {
        return number;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public String carrier() {
        return carrier;
    }

    /** Whether the route is valid at this time. See {@link RouteRepository#findLatestStartedBy}. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(validFrom) && (validTo == null || time.isBefore(validTo));
    }
}
