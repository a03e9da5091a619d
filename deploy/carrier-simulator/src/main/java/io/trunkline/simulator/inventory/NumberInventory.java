package io.trunkline.simulator.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * All numbers, in a fixed order: first the numbers for fiction, then the others. Without a requested area, the areas take
 * turns.
 */
@Singleton
public class NumberInventory {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final List<NumberArea> areas;

    public NumberInventory() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                NumberInventory.class.getResourceAsStream("/number-areas.csv"), StandardCharsets.UTF_8))) {
            areas = lines.lines().filter(line -> !line.startsWith("#")).map(NumberArea::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> countries() {
        return areas.stream().map(NumberArea::country).distinct().toList();
    }

    /** Of one country and type; empty when it has none, or when the type is null. */
    public List<NumberArea> areas(String country, NumberType type) {
        return areas.stream().filter(area -> area.country().equals(country) && area.type() == type).toList();
    }

    /** Empty if the text is not a valid phone number or the number is not in the inventory. */
    public Optional<InventoryNumber> find(String e164) {
        if (!isValid(e164)) {
            return Optional.empty();
        }
        return areas.stream().filter(area -> e164.length() == area.countryCode().length() + 11
                && e164.startsWith("+" + area.countryCode() + area.prefix())).findFirst()
                .map(area -> new InventoryNumber(e164, friendly(e164), area));
    }

    /** Whether the text is a valid E.164 number of any country. */
    public boolean isValid(String e164) {
        return parse(e164).map(NUMBERS::isValidNumber).orElse(false);
    }

    /** ISO country of a number, null when unknown. */
    public String countryOf(String e164) {
        return parse(e164).map(NUMBERS::getRegionCodeForNumber).orElse(null);
    }

    /** Whether the number can receive texts, judged by its number type. */
    public boolean canReceiveTexts(String e164) {
        return parse(e164).map(NUMBERS::getNumberType).map(type -> type != PhoneNumberType.FIXED_LINE)
                .orElse(false);
    }

    /** The first numbers of one area. */
    public List<InventoryNumber> numbers(NumberArea area, CarrierShare share, Predicate<String> available, int limit) {
        return numbers(List.of(area), List.of(DigitPattern.anything(area.countryCode())), share, available, limit);
    }

    /**
     * Numbers in their fixed order.
     *
     * @param areas of one country
     * @param patterns in the order in which their numbers are returned
     * @param share of the carrier
     * @param available filters out numbers that are not for sale
     * @param limit maximum count; the search stops when it is reached
     */
    public List<InventoryNumber> numbers(List<NumberArea> areas, List<DigitPattern> patterns, CarrierShare share,
            Predicate<String> available,
            int limit) {
        Search search = new Search(share, available, limit);
        patterns.forEach(pattern -> collectFictionNumbers(matching(areas, pattern), pattern, search));
        patterns.forEach(pattern -> collectOtherNumbers(matching(areas, pattern), pattern, search));
        return List.copyOf(search.found);
    }

    /** Collects numbers up to the limit. */
    private static final class Search {
        private final CarrierShare share;
        private final Predicate<String> available;
        private final int limit;
        private final Set<InventoryNumber> found = new LinkedHashSet<>();

        Search(CarrierShare share, Predicate<String> available, int limit) {
            this.share = share;
            this.available = available;
            this.limit = limit;
        }

        boolean isComplete() {
            return found.size() >= limit;
        }

        void addIfAvailable(NumberArea area, String subscriber) {
            String e164 = "+" + area.countryCode() + area.prefix() + subscriber;
            if (!isComplete() && available.test(e164) && isOfType(e164, area.type())) {
                found.add(new InventoryNumber(e164, friendly(e164), area));
            }
        }
    }

    private static List<NumberArea> matching(List<NumberArea> areas, DigitPattern pattern) {
        return areas.stream().filter(area -> pattern.acceptsPrefix(area.prefix())).toList();
    }

    private static void collectFictionNumbers(List<NumberArea> areas, DigitPattern pattern, Search search) {
        int most = areas.stream().mapToInt(NumberArea::fictionCount).max().orElse(0);
        for (int index = 0; index < most && !search.isComplete(); index++) {
            for (NumberArea area : areas) {
                if (index < area.fictionCount() && search.share.hasFictionNumber(area.fictionNumber(index))
                        && pattern.acceptsSubscriber(area.fictionNumber(index))) {
                    search.addIfAvailable(area, area.fictionNumber(index));
                }
            }
        }
    }

    private static void collectOtherNumbers(List<NumberArea> areas, DigitPattern pattern, Search search) {
        for (int exchange = 0; exchange < 1_000 && !search.isComplete(); exchange++) {
            String head = padded(exchange, 1_000);
            List<NumberArea> areasWithExchange = areas.stream().filter(area -> area.hasExchange(head)).toList();
            if (!areasWithExchange.isEmpty() && search.share.hasExchange(head) && pattern.acceptsExchange(head)) {
                collectLines(areasWithExchange, head, pattern, search);
            }
        }
    }

    private static void collectLines(List<NumberArea> areas, String exchange, DigitPattern pattern, Search search) {
        for (int line = 0; line < 10_000 && !search.isComplete(); line++) {
            String subscriber = exchange + padded(line, 10_000);
            if (pattern.acceptsLine(subscriber.substring(3))) {
                areas.stream().filter(area -> !area.isFiction(subscriber))
                        .forEach(area -> search.addIfAvailable(area, subscriber));
            }
        }
    }

    private static String padded(int number, int bound) {
        return String.valueOf(bound + number).substring(1);
    }

    private static boolean isOfType(String e164, NumberType type) {
        return parse(e164).filter(NUMBERS::isValidNumber).map(NUMBERS::getNumberType).map(actual -> switch (type) {
            case LOCAL -> actual == PhoneNumberType.FIXED_LINE_OR_MOBILE || actual == PhoneNumberType.FIXED_LINE;
            case TOLL_FREE -> actual == PhoneNumberType.TOLL_FREE;
            case MOBILE -> actual == PhoneNumberType.MOBILE;
        }).orElse(false);
    }

    private static String friendly(String e164) {
        return parse(e164).map(number -> NUMBERS.format(number, PhoneNumberFormat.NATIONAL)).orElse(e164);
    }

    private static Optional<PhoneNumber> parse(String e164) {
        try {
            return e164.matches("\\+[1-9][0-9]{1,14}") ? Optional.of(NUMBERS.parse(e164, null)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
