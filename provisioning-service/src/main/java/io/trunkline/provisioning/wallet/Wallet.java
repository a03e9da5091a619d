package io.trunkline.provisioning.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A workspace's money in minor units. {@code held} is part of {@code balance}, promised but not yet spent. */
@Entity
class Wallet {

    @Id
    String workspaceId;
    String currency;
    long balanceCents;
    long heldCents;
}
