package io.trunkline.carrier.adapter.twilio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.trunkline.carrier.adapter.http.RegulatoryDocuments;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiDocuments;
import io.trunkline.events.NumberType;

/**
 * The regulatory documents of one Twilio account: an address ({@code AD…}), a bundle ({@code BU…}) and an identity
 * ({@code RI…}), at most one of each for the same numbers. An address outside the numbers' country names its own:
 * {@code AD…@US}.
 */
final class TwilioDocuments implements TwilioApiDocuments.Lookup {

    private static final String ADDRESS = "AD";
    private static final String BUNDLE = "BU";
    private static final String IDENTITY = "RI";
    private static final Pattern ID = Pattern.compile("((AD|BU|RI)[0-9a-fA-F]{32})(?:@([A-Z]{2}))?");

    private final List<RegulatoryDocuments> configured;

    /** @throws IllegalArgumentException for an invalid SID, or two of one kind */
    TwilioDocuments(List<RegulatoryDocuments> configured) {
        this.configured = List.copyOf(configured);
        this.configured.forEach(TwilioDocuments::read);
    }

    @Override
    public TwilioApiDocuments find(String country, NumberType type) {
        return RegulatoryDocuments.find(configured, country, type).map(TwilioDocuments::read).orElse(TwilioApiDocuments.NONE);
    }

    private static TwilioApiDocuments read(RegulatoryDocuments entry) {
        Map<String, Matcher> byKind = new HashMap<>();
        for (String id : entry.ids()) {
            Matcher parts = parse(id);
            if (byKind.put(parts.group(2), parts) != null) {
                throw new IllegalArgumentException("Two documents of one kind for the same numbers: '" + id + "'");
            }
        }
        Matcher address = byKind.get(ADDRESS);
        boolean abroad = address != null && address.group(3) != null && !address.group(3).equals(entry.country());
        return new TwilioApiDocuments(sid(address), abroad, sid(byKind.get(BUNDLE)), sid(byKind.get(IDENTITY)));
    }

    private static Matcher parse(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || parts.group(3) != null && !parts.group(2).equals(ADDRESS)) {
            throw new IllegalArgumentException("Not a SID of an address, a bundle or an identity: '" + id + "'");
        }
        return parts;
    }

    private static String sid(Matcher id) {
        return id == null ? null : id.group(1);
    }
}
