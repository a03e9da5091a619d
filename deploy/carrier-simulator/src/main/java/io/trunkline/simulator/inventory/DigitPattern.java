package io.trunkline.simulator.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A mask of a number; {@code *} is any digit. Masks keep a search for "FLOWERS" in three billion numbers fast.
 *
 * @param digits country code and ten national digits
 */
public record DigitPattern(String digits) {

    /** Of every number in inventory. */
    public static final int NATIONAL_DIGITS = 10;

    private static final String KEYPAD = "22233344455566677778889999";

    public static DigitPattern anything(String countryCode) {
        return new DigitPattern(countryCode + "*".repeat(NATIONAL_DIGITS));
    }

    /**
     * Digits, keypad letters or {@code *}, anywhere in the number. A leading plus anchors them at the beginning.
     *
     * @return one pattern for each position
     */
    public static List<DigitPattern> containing(String contains, String countryCode) {
        boolean anchored = contains.startsWith("+");
        String requested = onKeypad(anchored ? contains.substring(1) : contains);
        int places = countryCode.length() + NATIONAL_DIGITS - requested.length() + 1;
        return IntStream.range(0, anchored ? Math.min(places, 1) : places).mapToObj(at -> at(at, requested, countryCode))
                .filter(pattern -> matches(pattern.digits().substring(0, countryCode.length()), countryCode)).toList();
    }

    /** Digits at one position of the national number, from 0. */
    public static DigitPattern national(int place, String digits, String countryCode) {
        return at(countryCode.length() + place, digits, countryCode);
    }

    /** The intersection of two patterns of one country; empty if there is none. */
    public Optional<DigitPattern> and(DigitPattern other) {
        StringBuilder both = new StringBuilder(digits);
        for (int i = 0; i < digits.length(); i++) {
            char wanted = other.digits.charAt(i);
            if (digits.charAt(i) == '*') {
                both.setCharAt(i, wanted);
            } else if (wanted != '*' && wanted != digits.charAt(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(new DigitPattern(both.toString()));
    }

    /** The digits at a position, counted from the first digit of the country code. */
    private static DigitPattern at(int place, String requested, String countryCode) {
        String any = anything(countryCode).digits();
        String head = place == 0 ? "" : any.substring(0, place);
        return new DigitPattern(head + requested + any.substring(place + requested.length()));
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
