package io.trunkline.e2e.oracle;

import static io.trunkline.local.Service.INVENTORY;
import static io.trunkline.local.Service.PROVISIONING;
import static io.trunkline.local.Service.WEBHOOK;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.EventLog.LoggedEvent;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.Topics;
import io.trunkline.local.Service;

/**
 * One owner per number and one number per slot at any time, according to the event log, inventory's rows and history, and the
 * router's routes. The event log and the three services agree on the current owners.
 */
final class OwnershipCheck {

    private final SystemUnderTest system;
    private final SoftAssertions softly;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Ownership> current = new HashMap<>();
    private final List<Ownership> past = new ArrayList<>();

    OwnershipCheck(SystemUnderTest system, SoftAssertions softly) {
        this.system = system;
        this.softly = softly;
    }

    /** @param until exclusive; null while the ownership lasts */
    private record Ownership(String number, String workspace, String slot, Instant from, Instant until) {

        static Ownership of(LoggedEvent assigned) {
            return new Ownership(assigned.text("e164"), assigned.text("workspaceId"), assigned.text("slot"),
                    Instant.parse(assigned.text("assignedAt")), null);
        }

        Ownership endedAt(Instant end) {
            return new Ownership(number, workspace, slot, from, end);
        }

        boolean overlaps(Ownership later) {
            return until == null || until.isAfter(later.from);
        }

        @Override
        public String toString() {
            return "%s of %s/%s from %s until %s".formatted(number, workspace, slot, from, until);
        }
    }

    void run() {
        replay();
        softly.assertThat(violations).as("one owner at a time, by the event log").isEmpty();
        softly.assertThat(slotsWithTwoNumbers()).as("one number per workspace and slot, by the event log").isEmpty();
        noOverlapsInSql();
        servicesAgreeOnOwners();
    }

    /** The events of one number are in order; duplicates are skipped. */
    private void replay() {
        Set<String> ids = new HashSet<>();
        system.events().on(Topics.NUMBERS).stream().filter(event -> ids.add(event.id())).forEach(event -> {
            if (event.is(NumberAssigned.class)) {
                assigned(Ownership.of(event));
            } else if (event.is(NumberReleased.class)) {
                released(event);
            }
        });
    }

    private void assigned(Ownership next) {
        Ownership now = current.get(next.number);
        // A repeated claim gets the same reply again.
        if (now == null) {
            past.stream().filter(before -> before.number.equals(next.number) && before.overlaps(next))
                    .forEach(before -> violations.add(next + " although " + before));
            current.put(next.number, next);
        } else if (!now.equals(next)) {
            violations.add(next + " although " + now);
        }
    }

    private void released(LoggedEvent event) {
        String number = event.text("e164");
        Instant at = Instant.parse(event.text("releasedAt"));
        Ownership now = current.get(number);
        if (now != null && now.workspace.equals(event.text("workspaceId")) && now.slot.equals(event.text("slot"))) {
            past.add(current.remove(number).endedAt(at));
        } else if (past.stream().noneMatch(before -> before.number.equals(number) && at.equals(before.until)
                && before.workspace.equals(event.text("workspaceId")))) {
            violations.add(event.data() + " although " + now);
        }
    }

    private List<String> slotsWithTwoNumbers() {
        List<Ownership> all = new ArrayList<>(past);
        all.addAll(current.values());
        return all.stream().collect(Collectors.groupingBy(each -> each.workspace + "/" + each.slot)).values().stream()
                .flatMap(ofSlot -> ofSlot.stream().flatMap(one -> ofSlot.stream()
                        .filter(other -> one != other && !one.from.isAfter(other.from) && one.overlaps(other))
                        .map(other -> one + " and " + other)))
                .toList();
    }

    private void noOverlapsInSql() {
        softly.assertThat(system.database(INVENTORY).rows("""
                select workspace_id, slot, count(*) from phone_number where workspace_id is not null
                group by workspace_id, slot having count(*) > 1""")).as("slots with two numbers").isEmpty();
        softly.assertThat(system.database(INVENTORY).rows("""
                select * from (select e164, at, from_lifecycle, from_assignment,
                    lag(to_lifecycle) over number as before_lifecycle, lag(to_assignment) over number as before_assignment
                  from number_history window number as (partition by number_id order by seq)) as step
                where (from_lifecycle, from_assignment) is distinct from (before_lifecycle, before_assignment)"""))
                .as("gaps in the numbers' histories").isEmpty();
        softly.assertThat(system.database(WEBHOOK).rows("""
                select a.number, a.workspace_id, b.workspace_id as other from route a join route b
                on a.number = b.number and a.id < b.id
                  and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to)"""))
                .as("overlapping routes").isEmpty();
    }

    private void servicesAgreeOnOwners() {
        Set<String> byEvents = current.values().stream()
                .map(each -> each.number + " " + each.workspace + " " + each.slot)
                .collect(Collectors.toCollection(TreeSet::new));
        softly.assertThat(owners(INVENTORY, "select e164 || ' ' || workspace_id || ' ' || slot from phone_number"
                + " where workspace_id is not null")).as("owners by inventory").isEqualTo(byEvents);
        softly.assertThat(owners(PROVISIONING, "select e164 || ' ' || workspace_id || ' ' || name from slot"
                + " where state = 'FILLED'")).as("owners by provisioning").isEqualTo(byEvents);
        softly.assertThat(owners(WEBHOOK, "select number || ' ' || workspace_id || ' ' || slot from route"
                + " where valid_to is null")).as("owners by the router").isEqualTo(byEvents);
    }

    private Set<String> owners(Service service, String sql) {
        return new TreeSet<>(system.database(service).strings(sql));
    }
}
