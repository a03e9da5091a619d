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
    private String carrierAccount;
    private boolean rerouteDue;

    public String number() {
        return number;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public String carrier() {
        return carrier;
    }

    /** The carrier's id of the account that holds the number; null when it is not known. */
    public String carrierAccount() {
        return carrierAccount;
    }

    public Instant validFrom() {
        return validFrom;
    }

    public Instant validTo() {
        return validTo;
    }

    /**
     * Whether a webhook about the number can be signed by this account. Another customer of the carrier, or a holder of the
     * token of another account of ours, can also create valid signatures.
     */
    public boolean canBeSignedBy(String account) {
        return carrierAccount == null || carrierAccount.equals(account);
    }

    /** Whether the route is valid at this time. See {@link RouteRepository#findLatestStartedBy}. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(validFrom) && (validTo == null || time.isBefore(validTo));
    }
}
