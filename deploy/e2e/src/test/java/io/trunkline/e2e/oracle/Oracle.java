package io.trunkline.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.World;

/**
 * What must be true whatever happened: judged from the event log, from SQL and from the carrier's own ledger, none of which
 * is believed alone.
 */
public final class Oracle {

    private final World world;

    public Oracle(World world) {
        this.world = world;
    }

    /** Waits until the system has come to rest, at most a minute, and judges it. */
    public void check() {
        new Quiescence(world).await();
        SoftAssertions.assertSoftly(softly -> {
            new OwnershipCheck(world, softly).run();
            new MoneyCheck(world, softly).run();
            new CarrierCheck(world, softly).run();
            new IngressCheck(world, softly).run();
        });
        assertThat(world.events().deadLetters()).as("dead letters").isEmpty();
    }
}
