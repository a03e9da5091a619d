package io.trunkline.inventory.admin;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** One result for each number of the request, in its order. */
record AddedNumbers(List<Line> results) {

    /** @param id of the number that was added, else null */
    record Line(@JsonProperty("phone_number") String phoneNumber, Result result, UUID id) {
    }

    enum Result {
        ADDED,
        /** We have it already, or the request names it twice. */
        DUPLICATE,
        /** Not E.164, or no number that its country's plan allows. */
        INVALID;

        @JsonValue
        String publicName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
