package io.trunkline.carrier.adapter.telnyx;

import java.util.List;
import java.util.UUID;

import io.trunkline.carrier.adapter.http.RegulatoryDocuments;
import io.trunkline.events.PhoneNumbers;

/**
 * The regulatory documents of one Telnyx account: a requirement group for the numbers of a country, or of one type there. The
 * group must be approved: an order with an unapproved group is cancelled like one without a group.
 *
 * @see <a href="https://developers.telnyx.com/docs/numbers/phone-numbers/number-orders">Number orders:
 *      requirement_group_id</a>
 */
final class TelnyxDocuments {

    private final List<RegulatoryDocuments> configured;

    /** @throws IllegalArgumentException for an entry without exactly one UUID */
    TelnyxDocuments(List<RegulatoryDocuments> configured) {
        this.configured = List.copyOf(configured);
        this.configured.forEach(TelnyxDocuments::requirementGroup);
    }

    /** The id of the requirement group for a number; null for none. */
    String requirementGroupFor(String e164) {
        return PhoneNumbers.describe(e164)
                .flatMap(number -> RegulatoryDocuments.find(configured, number.country(), number.numberType()))
                .map(TelnyxDocuments::requirementGroup).orElse(null);
    }

    private static String requirementGroup(RegulatoryDocuments entry) {
        if (entry.ids().size() > 1) {
            throw new IllegalArgumentException("Expected one requirement group, not " + entry.ids());
        }
        return UUID.fromString(entry.ids().get(0)).toString();
    }
}
