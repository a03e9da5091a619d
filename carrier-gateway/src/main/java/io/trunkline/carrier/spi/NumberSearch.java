package io.trunkline.carrier.spi;

import java.util.regex.Pattern;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.events.PhoneNumbers.Description;

/**
 * Search criteria. Numbers that need an address or documents are left out unless these are configured for the account.
 * <p>
 * A carrier that cannot search by {@code contains} or {@code locality} fails with {@code NOT_SUPPORTED} without a call: few
 * numbers match, so filtering a sample would not be representative. Most numbers have the required capabilities, so the adapter
 * filters by them when the carrier cannot.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param areaCode national destination code, digits only; null for any
 * @param contains 2 to 15 digits of the number, without its country code, anywhere in it; null for any
 * @param requiredCapabilities the number must have each capability that is true here
 * @param locality town, as the carrier spells it; null for any
 * @param limit 1–100
 */
public record NumberSearch(String country, NumberType numberType, String areaCode, String contains,
        Capabilities requiredCapabilities,
        String locality, int limit) {

    /** No required capability. */
    public static final Capabilities ANY_CAPABILITIES = new Capabilities(false, false, false);
    /** At least text messages. */
    public static final Capabilities SMS_CAPABLE = new Capabilities(false, true, false);

    private static final Pattern DIGITS = Pattern.compile("\\d{2,15}");

    public NumberSearch {
        if (contains != null && !DIGITS.matcher(contains).matches()) {
            throw new IllegalArgumentException("contains is 2 to 15 digits");
        }
    }

    /**
     * Whether a carrier's offer is what was asked for. A carrier's filter is not trusted: a number of another country or type
     * costs and is regulated differently, and one without texts is of no use for texts. Where libphonenumber does not know
     * the number, or its type is ambiguous, the carrier's answer stands.
     */
    public boolean accepts(AvailableNumber offer) {
        return country.equals(offer.country()) && PhoneNumbers.mayBe(offer.e164(), country, numberType)
                && (areaCode == null || PhoneNumbers.describe(offer.e164()).map(Description::areaCode)
                        .filter(areaCode::equals).isPresent())
                && offer.supports(requiredCapabilities);
    }

    /** A copy with other required capabilities. */
    public NumberSearch withCapabilities(Capabilities required) {
        return new NumberSearch(country, numberType, areaCode, contains, required, locality, limit);
    }

    /** Numbers that can send and receive texts. */
    public NumberSearch(String country, NumberType numberType, String areaCode, int limit) {
        this(country, numberType, areaCode, null, SMS_CAPABLE, null, limit);
    }
}
