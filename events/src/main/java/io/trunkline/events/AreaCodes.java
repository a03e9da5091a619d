package io.trunkline.events;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Area codes as people write them: with the country code or the trunk prefix, such as 1212, 0161 or 4420. */
public final class AreaCodes {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final int NORTH_AMERICA = 1;
    private static final int LONGEST_NATIONAL_NUMBER = 12;

    private AreaCodes() {
    }

    /**
     * The national destination code, without the country code and the trunk prefix.
     *
     * @param country ISO 3166-1 alpha-2
     * @return empty when the country has no such area code
     */
    public static Optional<String> normalize(String country, NumberType type, String digits) {
        return spellings(country, digits).stream().filter(code -> exists(country, type, code)).findFirst();
    }

    /** As it is written, then without prefixes. */
    private static Set<String> spellings(String country, String digits) {
        String countryCode = String.valueOf(UTIL.getCountryCodeForRegion(country));
        String trunkPrefix = Optional.ofNullable(UTIL.getNddPrefixForRegion(country, true)).orElse("");
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(digits);
        spellings.add(without(trunkPrefix, digits));
        spellings.add(without(trunkPrefix, without(countryCode, digits)));
        return spellings;
    }

    private static String without(String prefix, String digits) {
        return digits.startsWith(prefix) ? digits.substring(prefix.length()) : digits;
    }

    private static boolean exists(String country, NumberType type, String code) {
        if (UTIL.getCountryCodeForRegion(country) == NORTH_AMERICA) {
            return code.matches("[2-9]\\d\\d");
        }
        // Other numbers have no area codes: these are leading digits.
        return !code.isEmpty() && (type == NumberType.LOCAL ? isGeographic(country, code) : !code.startsWith("0"));
    }

    /** Whether some number with the code is valid: libphonenumber has no list of area codes. */
    private static boolean isGeographic(String country, String code) {
        for (int length = code.length() + 2; length <= LONGEST_NATIONAL_NUMBER; length++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (isValid(country, code + String.valueOf(digit).repeat(length - code.length()), code.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isValid(String country, String national, int codeLength) {
        try {
            PhoneNumber number = UTIL.parse("+" + UTIL.getCountryCodeForRegion(country) + national, null);
            return UTIL.isValidNumberForRegion(number, country) && UTIL.getLengthOfGeographicalAreaCode(number) == codeLength;
        } catch (NumberParseException impossible) {
            return false;
        }
    }
}
