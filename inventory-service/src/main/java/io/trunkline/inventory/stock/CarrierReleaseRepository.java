package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Releases of numbers that have no row of their own. */
@ApplicationScoped
class CarrierReleaseRepository implements PanacheRepositoryBase<CarrierRelease, UUID> {

    /** Null when the command is no release of this kind. */
    Uni<CarrierRelease> lock(UUID command) {
        return findById(command, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Releases that the carrier has not confirmed, whose command was last sent before this time. */
    Uni<List<CarrierRelease>> lockUnconfirmed(Instant sentBefore, int batch) {
        return find("confirmedAt is null and sentAt < ?1 order by sentAt", sentBefore)
                .withLock(LockModeType.PESSIMISTIC_WRITE).range(0, batch - 1).list();
    }
}
