package io.trunkline.inventory.admin;

import java.util.regex.Pattern;

import io.quarkus.panache.common.Parameters;
import io.trunkline.inventory.number.NumberStatus;

/**
 * Filter of a number list. A null field does not filter.
 *
 * @param text part of the number (punctuation is ignored) or of the business name, or the whole workspace id
 */
record NumberFilter(NumberStatus status, String workspaceId, String text) {

    private static final Pattern PART_OF_A_NUMBER = Pattern.compile("[+\\d\\s().-]*\\d[+\\d\\s().-]*");

    String condition() {
        return (status == null ? "" : " and lifecycle = :lifecycle and assignment = :assignment")
                + (workspaceId == null ? "" : " and workspaceId = :workspaceId")
                + (text == null ? ""
                        : " and (e164 like :digits or lower(businessName) like :name escape '\\' or workspaceId = :text)");
    }

    Parameters bind(Parameters parameters) {
        if (status != null) {
            parameters.and("lifecycle", status.lifecycle()).and("assignment", status.assignment());
        }
        if (workspaceId != null) {
            parameters.and("workspaceId", workspaceId);
        }
        if (text != null) {
            parameters.and("text", text).and("digits", digits()).and("name",
                    "%" + text.toLowerCase(java.util.Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return parameters;
    }

    /** Empty, which matches no number, when the text cannot be part of a number. */
    private String digits() {
        return PART_OF_A_NUMBER.matcher(text).matches() ? "%" + text.replaceAll("\\D", "") + "%" : "";
    }
}
