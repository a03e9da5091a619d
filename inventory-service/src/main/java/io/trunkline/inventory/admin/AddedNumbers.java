package io.trunkline.inventory.admin;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** One result for each number, in the order of the request. */
record AddedNumbers(List<Line> results) {

    /** @param id of the added number; null unless the result is {@link Result#ADDED} */
    record Line(@JsonProperty("phone_number") String phoneNumber, Result result, UUID id) {
    }

    enum Result {
        ADDED,
        /** It is in the stock already, or it is in the request twice. */
        DUPLICATE,
        /** Not E.164, or not a valid number in its country's numbering plan. */
        INVALID;

        @JsonValue
        String publicName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
