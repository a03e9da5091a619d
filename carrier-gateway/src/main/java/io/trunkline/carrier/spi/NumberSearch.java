package io.trunkline.carrier.spi;

import java.util.regex.Pattern;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/**
 * What is looked for. Numbers that need an address or documents are left out unless the account's configuration names them.
 * <p>
 * A carrier that cannot look for {@code contains} or {@code locality} refuses with {@code NOT_SUPPORTED} before it is called:
 * few numbers fit, so what of a sample fits says nothing about what there is. What a number must be able to do most numbers
 * can, so where a carrier cannot look for it the adapter leaves the others out of the answer.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param areaCode national destination code, digits only; null for any
 * @param contains 2 to 15 digits of the number, without its country code, anywhere in it; null for any
 * @param requiredCapabilities what is true here the number must be able to do
 * @param locality town, as the carrier writes it; null for any
 * @param limit 1–100
 */
public record NumberSearch(String country, NumberType numberType, String areaCode, String contains,
        Capabilities requiredCapabilities,
        String locality, int limit) {

    /** Nothing in particular. */
    public static final Capabilities ANY_CAPABILITIES = new Capabilities(false, false, false);
    /** Text messages, whatever else. */
    public static final Capabilities SMS_CAPABLE = new Capabilities(false, true, false);

    private static final Pattern DIGITS = Pattern.compile("\\d{2,15}");

    public NumberSearch {
        if (contains != null && !DIGITS.matcher(contains).matches()) {
            throw new IllegalArgumentException("contains is 2 to 15 digits");
        }
    }

    /** Any that carries texts. */
    public NumberSearch(String country, NumberType numberType, String areaCode, int limit) {
        this(country, numberType, areaCode, null, SMS_CAPABLE, null, limit);
    }
}
