package io.trunkline.provisioning.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A workspace's money in minor units. The held amount is part of the balance and not spent yet. */
@Entity
class Wallet {

    @Id
    private String workspaceId;
    private String currency;
    private long balanceCents;
    private long heldCents;

    protected Wallet() {
        // for Hibernate; rows are written by SQL only
    }

    String currency() {
        return currency;
    }

    long balanceCents() {
        return balanceCents;
    }

    long heldCents() {
        return heldCents;
    }

    /** What a new hold may take. */
    long availableCents() {
        return balanceCents - heldCents;
    }
}
