package io.trunkline.carrier.spi;

import java.util.regex.Pattern;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

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

    /** Numbers that can send and receive texts. */
    public NumberSearch(String country, NumberType numberType, String areaCode, int limit) {
        this(country, numberType, areaCode, null, SMS_CAPABLE, null, limit);
    }
}
