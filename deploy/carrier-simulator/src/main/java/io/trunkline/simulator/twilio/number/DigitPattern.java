package io.trunkline.simulator.twilio.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.trunkline.simulator.twilio.TwilioError;

/**
 * A number of which some digits are known, {@code *} being any. Searching by mask instead of by looking at every number is
 * what keeps a search for "FLOWERS" among three billion numbers fast.
 *
 * @param digits country code and ten national digits
 */
record DigitPattern(String digits) {

    private static final int NATIONAL_DIGITS = 10;
    private static final String KEYPAD = "22233344455566677778889999";

    static DigitPattern anything(String countryCode) {
        return new DigitPattern(countryCode + "*".repeat(NATIONAL_DIGITS));
    }

    /**
     * The parameter {@code Contains}: 2 to 16 digits, letters as on a keypad, or {@code *}, anywhere in the number; a leading
     * plus ties it to the beginning.
     *
     * @return one pattern for each place where it fits
     */
    static List<DigitPattern> containing(String contains, String countryCode) {
        if (!contains.matches("\\+?[0-9A-Za-z*]{2,16}")) {
            throw TwilioError.badRequest(20001, "Contains is 2 to 16 digits, letters or *");
        }
        boolean tied = contains.startsWith("+");
        String wanted = onKeypad(tied ? contains.substring(1) : contains);
        String any = anything(countryCode).digits();
        List<DigitPattern> patterns = new ArrayList<>();
        for (int at = 0; at + wanted.length() <= any.length() && (at == 0 || !tied); at++) {
            DigitPattern pattern = new DigitPattern(
                    any.substring(0, at) + wanted + any.substring(at + wanted.length()));
            int inCountryCode = countryCode.length() - Math.min(at, countryCode.length());
            String head = wanted.substring(0, Math.min(inCountryCode, wanted.length()));
            if (matches(head, countryCode.substring(Math.min(at, countryCode.length())))) {
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    boolean acceptsPrefix(String prefix) {
        return matches(digits.substring(digits.length() - 10, digits.length() - 7), prefix);
    }

    boolean acceptsExchange(String exchange) {
        return matches(digits.substring(digits.length() - 7, digits.length() - 4), exchange);
    }

    boolean acceptsLine(String line) {
        return matches(digits.substring(digits.length() - 4), line);
    }

    boolean acceptsSubscriber(String subscriber) {
        return acceptsExchange(subscriber.substring(0, 3)) && acceptsLine(subscriber.substring(3));
    }

    private static boolean matches(String mask, String actual) {
        for (int i = 0; i < mask.length(); i++) {
            if (mask.charAt(i) != '*' && mask.charAt(i) != actual.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String onKeypad(String text) {
        StringBuilder digits = new StringBuilder();
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            digits.append(c >= 'A' && c <= 'Z' ? KEYPAD.charAt(c - 'A') : c);
        }
        return digits.toString();
    }
}
