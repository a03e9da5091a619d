package io.trunkline.events;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Validates and describes phone numbers, by libphonenumber's metadata. */
public final class PhoneNumbers {

    /** ITU-T E.164: at most 15 digits, no leading zero. */
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {
    }

    /**
     * @param country ISO 3166-1 alpha-2
     * @param areaCode null where the numbering plan has none
     */
    public record Description(String e164, String country, NumberType numberType, String areaCode) {
    }

    public static boolean isE164(String text) {
        return text != null && E164.matcher(text).matches() && parse(text).filter(UTIL::isPossibleNumber).isPresent();
    }

    /** Empty when the text is not an E.164 number. */
    public static Optional<Description> describe(String e164) {
        return isE164(e164) ? parse(e164).flatMap(PhoneNumbers::describe) : Optional.empty();
    }

    /**
     * Whether a number may be of this country and type. False only where the metadata is certain: the calling code is that of
     * another country, or the number is valid and of another country or type.
     */
    public static boolean mayBe(String e164, String country, NumberType type) {
        return isE164(e164) && parse(e164).filter(number -> number.getCountryCode() == UTIL.getCountryCodeForRegion(country)
                && (!UTIL.isValidNumber(number) || mayBe(number, country, type))).isPresent();
    }

    private static boolean mayBe(PhoneNumber number, String country, NumberType type) {
        return UTIL.isValidNumberForRegion(number, country) && switch (UTIL.getNumberType(number)) {
            case TOLL_FREE -> type == NumberType.TOLL_FREE;
            case MOBILE -> type == NumberType.MOBILE;
            case FIXED_LINE -> type == NumberType.LOCAL;
            case FIXED_LINE_OR_MOBILE -> type != NumberType.TOLL_FREE;
            default -> true;
        };
    }

    /** For logs: {@code +1415•••0142}. */
    public static String mask(String number) {
        if (number == null || number.length() < 9) {
            return "•••";
        }
        return number.substring(0, 5) + "•••" + number.substring(number.length() - 4);
    }

    private static Optional<Description> describe(PhoneNumber number) {
        String country = UTIL.getRegionCodeForNumber(number);
        if (country == null) {
            country = UTIL.getRegionCodeForCountryCode(number.getCountryCode());
        }
        String national = UTIL.getNationalSignificantNumber(number);
        int areaCodeLength = number.getCountryCode() == 1 ? 3 : UTIL.getLengthOfGeographicalAreaCode(number);
        String areaCode = areaCodeLength == 0 ? null : national.substring(0, areaCodeLength);
        return Optional.of(new Description(UTIL.format(number, PhoneNumberUtil.PhoneNumberFormat.E164), country,
                typeOf(UTIL.getNumberType(number)), areaCode));
    }

    private static NumberType typeOf(PhoneNumberType type) {
        return switch (type) {
            case TOLL_FREE -> NumberType.TOLL_FREE;
            case MOBILE -> NumberType.MOBILE;
            default -> NumberType.LOCAL;
        };
    }

    private static Optional<PhoneNumber> parse(String e164) {
        try {
            return Optional.of(UTIL.parse(e164, null));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
