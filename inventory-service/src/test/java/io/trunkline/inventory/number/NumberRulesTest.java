package io.trunkline.inventory.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.inventory.InventoryTest;
import io.vertx.mutiny.sqlclient.Row;

/** The database enforces the rules of numbers without the code. */
@QuarkusTest
class NumberRulesTest extends InventoryTest {

    @Inject
    NumberRepository numbers;

    private static final Map<NumberStatus, List<NumberStatus>> PATH_TO = Map.of(
            NumberStatus.AVAILABLE, List.of(),
            NumberStatus.ASSIGNED, List.of(NumberStatus.ASSIGNED),
            NumberStatus.SUSPENDED, List.of(NumberStatus.ASSIGNED, NumberStatus.SUSPENDED),
            NumberStatus.INACTIVE, List.of(NumberStatus.ASSIGNED, NumberStatus.INACTIVE),
            NumberStatus.QUARANTINED, List.of(NumberStatus.ASSIGNED, NumberStatus.QUARANTINED),
            NumberStatus.PENDING, List.of(NumberStatus.PENDING),
            NumberStatus.RELEASED, List.of(NumberStatus.PENDING, NumberStatus.RELEASED));

    @Test
    void hasTheSameTransitionsAsTheEnums() {
        // When
        Set<String> inDatabase = sql("select axis || ' ' || from_state || ' ' || to_state from number_transition").stream()
                .map(row -> row.getString(0)).collect(Collectors.toSet());

        // Then
        Set<String> inEnums = Arrays.stream(Lifecycle.values())
                .flatMap(from -> from.nextStates().stream().map(to -> "LIFECYCLE " + from + " " + to))
                .collect(Collectors.toSet());
        Arrays.stream(Assignment.values()).forEach(from -> from.nextStates().forEach(
                to -> inEnums.add("ASSIGNMENT " + from + " " + to)));
        assertThat(inDatabase).isEqualTo(inEnums);
    }

    @Test
    void allowsOnlyTheLegalTransitions() {
        List<String> allowed = new ArrayList<>();
        int number = 0;
        for (NumberStatus from : NumberStatus.values()) {
            for (NumberStatus to : NumberStatus.values()) {
                // Given
                UUID id = stock("+1415555%04d".formatted(number++));
                PATH_TO.get(from).forEach(step -> move(id, step));

                // When, Then
                if (isLegal(from, to)) {
                    assertThatNoException().as("%s -> %s", from, to).isThrownBy(() -> move(id, to));
                    allowed.add(from + " " + to);
                } else {
                    assertThatThrownBy(() -> move(id, to)).as("%s -> %s", from, to)
                            .hasMessageContaining("no legal transition");
                }
            }
        }
        assertThat(allowed).contains("AVAILABLE ASSIGNED", "ASSIGNED QUARANTINED", "QUARANTINED AVAILABLE", "PENDING RELEASED")
                .doesNotContain("ASSIGNED AVAILABLE", "SUSPENDED AVAILABLE", "QUARANTINED ASSIGNED", "RELEASED AVAILABLE");
    }

    @Test
    void rejectsAnIllegalTransitionInTheEntity() {
        // Given
        UUID id = stock("+14155550101");
        move(id, NumberStatus.ASSIGNED);
        move(id, NumberStatus.QUARANTINED);

        // When, Then
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> numbers.lock(id)
                .map(number -> number.retire(Instant.now(), new Change("test", "test", null), Instant.now())))))
                .hasMessageContaining("cannot go from QUARANTINED FREE to RELEASED FREE");
    }

    @Test
    void writesTheHistoryOfEveryTransition() {
        // Given
        UUID id = stock("+14155550101");

        // When
        move(id, NumberStatus.ASSIGNED);
        move(id, NumberStatus.QUARANTINED);

        // Then
        List<Row> history = sql("select * from number_history where number_id = $1 order by seq", id);
        assertThat(history).extracting(row -> row.getString("from_assignment")).containsExactly(null, "FREE", "ASSIGNED");
        assertThat(history).extracting(row -> row.getString("to_lifecycle")).containsExactly("OWNED", "OWNED", "QUARANTINED");
        assertThat(history).extracting(row -> row.getString("workspace_id")).containsExactly(null, "org_1", "org_1");
        assertThat(history).extracting(row -> row.getString("actor")).containsExactly("test", "a test", "a test");
    }

    @Test
    void rejectsASecondNumberForASlot() {
        // Given
        UUID first = stock("+14155550101");
        UUID second = stock("+14155550102");
        assign(first, "org_1", "primary", UUID.randomUUID());

        // When, Then
        assertThatThrownBy(() -> assign(second, "org_1", "primary", UUID.randomUUID()))
                .hasMessageContaining("phone_number_slot");
        assertThatNoException().isThrownBy(() -> assign(second, "org_1", "sales", UUID.randomUUID()));
    }

    @Test
    void rejectsASecondNumberForAnOperation() {
        // Given
        UUID operation = UUID.randomUUID();
        UUID second = stock("+14155550102");
        assign(stock("+14155550101"), "org_1", "primary", operation);

        // When, Then
        assertThatThrownBy(() -> assign(second, "org_2", "primary", operation)).hasMessageContaining("operation_id");
    }

    @Test
    void rejectsASecondAssignmentOfAnOperationForEver() {
        // Given
        UUID operation = UUID.randomUUID();
        UUID first = stock("+14155550101");
        UUID second = stock("+14155550102");
        assign(first, "org_1", "primary", operation);
        move(first, NumberStatus.QUARANTINED);

        // When, Then
        assertThatThrownBy(() -> assign(second, "org_1", "primary", operation))
                .hasMessageContaining("was assigned a number before");
    }

    @Test
    void rejectsTheEndOfAQuarantineBeforeItsTime() {
        // Given
        UUID id = stock("+14155550101");
        move(id, NumberStatus.ASSIGNED);
        move(id, NumberStatus.QUARANTINED);
        sql("update phone_number set quarantined_until = now() + interval '1 minute' where id = $1", id);

        // When, Then
        assertThatThrownBy(() -> move(id, NumberStatus.AVAILABLE)).hasMessageContaining("before the end of the quarantine");
        assertThatNoException().isThrownBy(() -> move(id, NumberStatus.PENDING));
    }

    @Test
    void neitherDeletesNorRenamesANumberNorChangesItsHistory() {
        // Given
        UUID id = stock("+14155550101");

        // When, Then
        assertThatThrownBy(() -> sql("update phone_number set e164 = '+14155550102' where id = $1", id))
                .hasMessageContaining("never renamed");
        assertThatThrownBy(() -> sql("delete from phone_number where id = $1", id)).hasMessageContaining("never deleted");
        assertThatThrownBy(() -> sql("update number_history set reason = 'none'")).hasMessageContaining("never deleted");
        assertThatThrownBy(() -> sql("delete from number_history")).hasMessageContaining("never deleted");
    }

    @Test
    void rejectsAChangeOfWorkspace() {
        // Given
        UUID id = stock("+14155550101");
        assign(id, "org_1", "primary", UUID.randomUUID());

        // When, Then
        assertThatThrownBy(() -> sql("update phone_number set workspace_id = 'org_2' where id = $1", id))
                .hasMessageContaining("no legal transition");
    }

    @Test
    void allowsOneUnreleasedRowPerNumber() {
        // Given
        UUID id = stock("+14155550101");
        assertThatThrownBy(() -> stock("+14155550101")).hasMessageContaining("phone_number_e164");

        // When
        move(id, NumberStatus.PENDING);
        move(id, NumberStatus.RELEASED);

        // Then
        assertThatNoException().isThrownBy(() -> stock("+14155550101"));
    }

    @Test
    void requiresTheOwnerColumnsTogether() {
        // Given
        UUID id = stock("+14155550101");

        // When, Then
        assertThatThrownBy(() -> sql("update phone_number set assignment = 'ASSIGNED', free_since = null where id = $1", id))
                .hasMessageContaining("phone_number_owner");
        assertThatThrownBy(() -> sql("update phone_number set workspace_id = 'org_1' where id = $1", id))
                .hasMessageContaining("phone_number_owner");
        assertThatThrownBy(() -> sql("update phone_number set free_since = null where id = $1", id))
                .hasMessageContaining("phone_number_free");
    }

    private static boolean isLegal(NumberStatus from, NumberStatus to) {
        boolean lifecycle = from.lifecycle() == to.lifecycle() || from.lifecycle().nextStates().contains(to.lifecycle());
        boolean assignment = from.assignment() == to.assignment() || from.assignment().nextStates().contains(to.assignment());
        boolean skipsQuarantine = to == NumberStatus.AVAILABLE && EnumSet
                .of(NumberStatus.ASSIGNED, NumberStatus.SUSPENDED, NumberStatus.INACTIVE).contains(from);
        boolean isAssignedWithoutBeingOwned = from.lifecycle() != Lifecycle.OWNED && to.assignment() != Assignment.FREE;
        return lifecycle && assignment && !skipsQuarantine && !isAssignedWithoutBeingOwned;
    }

    private void move(UUID id, NumberStatus to) {
        boolean owned = to == NumberStatus.ASSIGNED || to == NumberStatus.SUSPENDED;
        String owner = owned
                ? "workspace_id = coalesce(workspace_id, 'org_1'), slot = coalesce(slot, id::text),"
                        + " operation_id = coalesce(operation_id, id), assigned_at = coalesce(assigned_at, now())"
                : "workspace_id = null, slot = null, operation_id = null, assigned_at = null";
        sql("update phone_number set lifecycle = $2, assignment = $3, actor = 'a test', "
                + (to == NumberStatus.AVAILABLE ? "free_since = now(), " : "free_since = null, ")
                + (to == NumberStatus.QUARANTINED ? "quarantined_until = now(), " : "quarantined_until = null, ") + owner
                + " where id = $1", id, to.lifecycle().name(), to.assignment().name());
    }

    private void assign(UUID id, String workspace, String slot, UUID operation) {
        sql("update phone_number set assignment = 'ASSIGNED', workspace_id = $2, slot = $3, operation_id = $4,"
                + " assigned_at = now(), free_since = null where id = $1", id, workspace, slot, operation);
    }
}
