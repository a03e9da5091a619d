package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The owner of a number from {@code validFrom} (inclusive) to {@code validTo} (exclusive; null for the current owner). */
@Entity
public class Route {

    @Id
    private UUID id;
    private String number;
    private Instant validFrom;
    private Instant validTo;
    private String workspaceId;
    private String carrier;

    public String number() {
        return number;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public String carrier() {
        return carrier;
    }

    Instant validFrom() {
        return validFrom;
    }

    Instant validTo() {
        return validTo;
    }

    /** Whether the route is valid at this time. See {@link RouteRepository#findLatestStartedBy}. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(validFrom) && (validTo == null || time.isBefore(validTo));
    }
}
