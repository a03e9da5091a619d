package io.trunkline.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.ProblemException;

class CursorTest {

    @Test
    void parsesTheCursorThatItWrote() {
        List<UUID> rows = List.of(Ids.next(), Ids.next(), Ids.next());
        assertThat(Cursor.parse(Cursor.next(rows, 2, row -> row))).isEqualTo(rows.get(1));
        assertThat(Cursor.next(rows, 3, row -> row)).isNull();
        assertThat(Cursor.parse(null)).isNull();
        assertThatThrownBy(() -> Cursor.parse("rubbish")).isInstanceOf(ProblemException.class);
    }
}
