package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Whose number it was from {@code validFrom} (inclusive) to {@code validTo} (exclusive, null while it lasts). */
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

    /** Only the end is asked for: see {@link RouteRepository#findLatestStartedBy}. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(validFrom) && (validTo == null || time.isBefore(validTo));
    }
}
