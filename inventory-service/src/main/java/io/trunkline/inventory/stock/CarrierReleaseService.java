package io.trunkline.inventory.stock;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.outbox.Outbox;

/** Returns bought numbers that cannot be used, and applies the carriers' confirmations of releases. */
@ApplicationScoped
class CarrierReleaseService {

    private final NumberRepository numbers;
    private final CarrierReleaseRepository releases;
    private final Outbox outbox;
    private final DatabaseClock clock;

    CarrierReleaseService(NumberRepository numbers, CarrierReleaseRepository releases, Outbox outbox, DatabaseClock clock) {
        this.numbers = numbers;
        this.releases = releases;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Returns a bought number whose E.164 another row has. If that row is the same number at the carrier, or does not know its
     * number there, its own release returns it.
     */
    Uni<Void> returnBought(PhoneNumber live, NumberOrdered order) {
        if (order.carrierNumberId() == null || order.carrierNumberId().equals(live.carrierNumberId())) {
            return Uni.createFrom().voidItem();
        }
        if (live.carrierNumberId() == null) {
            live.recordCarrierIds(order.carrierAccount(), order.carrierNumberId());
            return Uni.createFrom().voidItem();
        }
        return releases.lock(CarrierRelease.idOf(order)).flatMap(known -> known != null ? Uni.createFrom().voidItem()
                : add(new CarrierRelease(order, "bought while the same number was " + live.status().publicName())));
    }

    /** Ignores a number that is not being released here: reconciliation handles that difference. */
    @WithTransaction
    public Uni<Void> confirm(CarrierNumberReleased released) {
        return releases.lock(released.commandId())
                .flatMap(
                        release -> release != null ? clock.now().invoke(release::confirm).replaceWithVoid() : retire(released));
    }

    private Uni<Void> retire(CarrierNumberReleased released) {
        return numbers.lockLive(released.e164()).flatMap(number -> {
            if (number == null || !number.isReleasedBy(released.commandId())) {
                Log.warnf("%s was released by %s without a command of its row: it is %s here",
                        PhoneNumbers.mask(released.e164()), released.carrier(),
                        number == null ? "unknown" : number.status().publicName());
                return Uni.createFrom().voidItem();
            }
            Change change = new Change(AdoptionService.GATEWAY, "released by " + released.carrier(), released.commandId());
            return clock.now().flatMap(now -> outbox.append(number.retire(released.releasedAt(), change, now)));
        });
    }

    private Uni<Void> add(CarrierRelease release) {
        return clock.now().map(release::command)
                .flatMap(command -> releases.persist(release).chain(() -> outbox.append(command)));
    }
}
