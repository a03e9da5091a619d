package io.trunkline.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.local.Service;

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
        checkDeadLetters();
    }

    /** A test that provokes a dead letter also replays it. */
    private void checkDeadLetters() {
        assertThat(Stream.of(Service.values()).flatMap(service -> system.deadLetters(service).stream())).as("dead letters")
                .isEmpty();
        long onTopics = system.events().deadLetters().values().stream().mapToLong(Long::longValue).sum();
        long inDatabases = Stream.of(Service.values())
                .mapToLong(service -> system.database(service).count("select count(*) from dead_letter")).sum();
        assertThat(onTopics).as("records on the dead-letter topics, compared with the databases").isEqualTo(inDatabases);
    }
}
