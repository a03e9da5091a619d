package io.trunkline.provisioning.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A workspace's money in minor units. The held amount is part of the balance and not spent yet. */
@Entity
class Wallet {

    @Id
    String workspaceId;
    String currency;
    long balanceCents;
    long heldCents;
}
