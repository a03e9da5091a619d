package io.trunkline.kit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is logged and stored of a dead letter. */
class DeadLetterTextTest {

    @Test
    void logsNoValueThatTheDatabaseQuotes() {
        SQLException refused = new SQLException("Failing row contains (Hello Jane)", "23514");
        HibernateException failure = new HibernateException("Failing row contains (Hello Jane)", refused);

        String reason = DeadLetterWriter.reasonOf(failure);

        assertThat(reason).contains("Hello Jane");
        assertThat(DeadLetterWriter.loggable(failure, reason)).isEqualTo("HibernateException: SQLSTATE 23514");
        assertThat(DeadLetterWriter.loggable(new IllegalStateException("x"), "IllegalStateException: x"))
                .isEqualTo("IllegalStateException: x");
    }

    @ParameterizedTest
    @CsvSource({ "-1,1970-01-01T00:00Z", "0,1970-01-01T00:00Z", "1764547200000,2025-12-01T00:00Z",
            "9223372036854775807,9999-12-31T23:59:59Z" })
    void storesATimeThatPostgresqlSupports(long timestamp, String stored) {
        assertThat(DeadLetterRepository.storable(timestamp)).hasToString(stored);
    }
}
