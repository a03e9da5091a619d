package io.trunkline.carrier.adapter.telnyx;

import java.util.List;
import java.util.UUID;

import io.trunkline.carrier.adapter.http.RegulatoryDocuments;
import io.trunkline.events.PhoneNumbers;

/**
 * What one Telnyx account has for regulators: a requirement group for the numbers of a country, or of one type there. It has
 * to be approved for ordering: an order whose group is not is withdrawn like one without any.
 *
 * @see <a href="https://developers.telnyx.com/docs/numbers/phone-numbers/number-orders">Number orders:
 *      requirement_group_id</a>
 */
final class TelnyxDocuments {

    private final List<RegulatoryDocuments> configured;

    /** @throws IllegalArgumentException for what is no requirement group */
    TelnyxDocuments(List<RegulatoryDocuments> configured) {
        this.configured = List.copyOf(configured);
        this.configured.forEach(TelnyxDocuments::requirementGroup);
    }

    /** The id of the one that meets the requirements of a number; null when there is none. */
    String requirementGroupFor(String e164) {
        return PhoneNumbers.describe(e164)
                .flatMap(number -> RegulatoryDocuments.find(configured, number.country(), number.numberType()))
                .map(TelnyxDocuments::requirementGroup).orElse(null);
    }

    private static String requirementGroup(RegulatoryDocuments entry) {
        if (entry.ids().size() > 1) {
            throw new IllegalArgumentException("One requirement group has to be enough, not " + entry.ids());
        }
        return UUID.fromString(entry.ids().get(0)).toString();
    }
}
