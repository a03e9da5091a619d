package io.trunkline.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.SystemUnderTest;

/**
 * Checks the invariants of the system. It compares the event log, SQL and the carrier's ledger with each other.
 */
public final class Oracle {

    private final SystemUnderTest system;

    public Oracle(SystemUnderTest system) {
        this.system = system;
    }

    /** Waits until the system is quiescent, at most a minute, and checks it. */
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
