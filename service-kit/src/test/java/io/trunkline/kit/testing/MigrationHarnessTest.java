package io.trunkline.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class MigrationHarnessTest {

    @Test
    void keepsRowsFromOneVersionToTheNext() {
        try (MigrationHarness database = MigrationHarness.database("harness")) {
            assertThatThrownBy(() -> database.query("select * from inbox")).hasMessageContaining("inbox");

            database.migrateTo("0001").execute("insert into inbox (consumer, event_id) values ('c', gen_random_uuid())");
            database.migrateTo(null);

            assertThat(database.query("select consumer as name, 1 as one, '\\xf00d'::bytea as bytes from inbox"))
                    .containsExactly(Map.of("name", "c", "one", 1, "bytes", "f00d"));
        }
    }
}
