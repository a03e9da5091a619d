package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.InventoryCommand.ClaimNumber;

/** The database enforces the rules of operations without the code. */
@QuarkusTest
class OperationRulesTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = { "number_id = null", "e164 = null" })
    void theDatabaseRefusesACompletedOperationWithoutANumber(String change) {
        ClaimNumber claim = awaitClaim(workspace("professional"));

        assertThatThrownBy(() -> execute("update operation set state = 'COMPLETED', ended_at = now(),"
                + " number_id = gen_random_uuid(), e164 = '+14155550101' where id = '" + claim.operationId() + "';"
                + " update operation set " + change + " where id = '" + claim.operationId() + "'"))
                .hasMessageContaining("operation_completed_has_number");
    }

    @Test
    void theDatabaseRefusesASecondOpenOperationOfASlot() {
        ClaimNumber claim = awaitClaim(workspace("professional"));

        assertThatThrownBy(() -> execute("insert into operation (id, kind, state, step, workspace_id, slot, deadline)"
                + " values (gen_random_uuid(), 'PROVISION', 'RUNNING', 'CLAIM', '" + claim.workspaceId() + "', '"
                + claim.slot() + "', now())")).hasMessageContaining("operation_one_open");
    }
}
