package io.trunkline.kit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/**
 * A position in a list ordered by id, opaque to the client. It grants no access: every page is filtered by the caller's
 * workspace again.
 */
public final class Cursor {

    private Cursor() {
    }

    /** @param rows one row more than the page holds, when there is a next page */
    public static <T> String next(List<T> rows, int limit, Function<T, UUID> id) {
        return rows.size() <= limit ? null
                : Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(id.apply(rows.get(limit - 1)).toString().getBytes(UTF_8));
    }

    /** Returns null for null: the first page. */
    public static UUID parse(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonError.INVALID_CURSOR, "Take the cursor from nextCursor of the previous page");
        }
    }
}
