package io.trunkline.inventory.admin;

import java.util.List;
import java.util.Map;

/**
 * @param counts of the whole stock, without the filter: {@code total}, then each status
 * @param nextCursor null on the last page
 */
record NumberPage(List<NumberView> phoneNumbers, Map<String, Long> counts, String nextCursor) {
}
