package io.trunkline.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.SystemUnderTest;

/**
 * What must be true whatever happened: judged from the event log, from SQL and from the carrier's own ledger, none of which
 * is believed alone.
 */
public final class Oracle {

    private final SystemUnderTest system;

    public Oracle(SystemUnderTest system) {
        this.system = system;
    }

    /** Waits until the system has come to rest, at most a minute, and judges it. */
    public void check() {
        new Quiescence(system).await();
        SoftAssertions.assertSoftly(softly -> {
            new OwnershipCheck(system, softly).run();
            new MoneyCheck(system, softly).run();
            new CarrierCheck(system, softly).run();
            new IngressCheck(system, softly).run();
        });
        assertThat(system.events().deadLetters()).as("dead letters").isEmpty();
    }
}
