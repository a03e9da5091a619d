package io.trunkline.simulator.twilio.number;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * All numbers there are: practically endless, the same in the same order every time. First come those kept for fiction, then
 * the others; without an area wanted, all areas take turns.
 */
@Singleton
public class Stock {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final List<Area> areas;

    Stock() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Stock.class.getResourceAsStream("/number-areas.csv"), StandardCharsets.UTF_8))) {
            areas = lines.lines().filter(line -> !line.startsWith("#")).map(Area::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> countries() {
        return areas.stream().map(Area::country).distinct().toList();
    }

    List<Area> areas(String country, NumberType type) {
        return areas.stream().filter(area -> area.country().equals(country) && area.type() == type).toList();
    }

    /** Empty when the text is no valid phone number or one that this carrier does not have. */
    public Optional<StockNumber> find(String e164) {
        if (!isValid(e164)) {
            return Optional.empty();
        }
        return areas.stream().filter(area -> e164.length() == area.countryCode().length() + 11
                && e164.startsWith("+" + area.countryCode() + area.prefix())).findFirst()
                .map(area -> new StockNumber(e164, friendly(e164), area));
    }

    /** Whether the text is a phone number in E.164 form that can exist, anywhere in the world. */
    public boolean isValid(String e164) {
        return parse(e164).map(NUMBERS::isValidNumber).orElse(false);
    }

    /** ISO country of a number, null when unknown. */
    public String countryOf(String e164) {
        return parse(e164).map(NUMBERS::getRegionCodeForNumber).orElse(null);
    }

    /** Whether a text to this number can arrive, as far as its digits tell. */
    public boolean canReceiveTexts(String e164) {
        return parse(e164).map(NUMBERS::getNumberType).map(type -> type != PhoneNumberUtil.PhoneNumberType.FIXED_LINE)
                .orElse(false);
    }

    /**
     * Numbers in their fixed order, lazily.
     *
     * @param contains as in Twilio's parameter, null for any
     * @param offered leaves out what is not for sale
     */
    Stream<StockNumber> numbers(List<Area> wanted, String contains, Predicate<String> offered) {
        if (wanted.isEmpty()) {
            return Stream.empty();
        }
        String countryCode = wanted.get(0).countryCode();
        List<DigitPattern> patterns = contains == null ? List.of(DigitPattern.anything(countryCode))
                : DigitPattern.containing(contains, countryCode);
        return patterns.stream().flatMap(pattern -> numbers(wanted, pattern)).filter(number -> offered.test(number.e164()))
                .distinct();
    }

    private static Stream<StockNumber> numbers(List<Area> wanted, DigitPattern pattern) {
        List<Area> fitting = wanted.stream().filter(area -> pattern.acceptsPrefix(area.prefix())).toList();
        if (fitting.isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(first(fitting, pattern), rest(fitting, pattern)).filter(Stock::isOfItsType);
    }

    private static Stream<StockNumber> first(List<Area> areas, DigitPattern pattern) {
        int most = areas.stream().mapToInt(Area::firstCount).max().orElse(0);
        return IntStream.range(0, most).boxed().flatMap(index -> areas.stream()
                .filter(area -> index < area.firstCount() && pattern.acceptsSubscriber(area.first(index)))
                .map(area -> number(area, area.first(index))));
    }

    private static Stream<StockNumber> rest(List<Area> areas, DigitPattern pattern) {
        return IntStream.range(0, 1_000).mapToObj("%03d"::formatted).filter(pattern::acceptsExchange)
                .flatMap(exchange -> IntStream.range(0, 10_000).mapToObj("%04d"::formatted).filter(pattern::acceptsLine)
                        .map(exchange::concat))
                .flatMap(subscriber -> areas.stream().filter(area -> area.continuesWith(subscriber))
                        .map(area -> number(area, subscriber)));
    }

    private static StockNumber number(Area area, String subscriber) {
        String e164 = "+" + area.countryCode() + area.prefix() + subscriber;
        return new StockNumber(e164, friendly(e164), area);
    }

    private static boolean isOfItsType(StockNumber number) {
        return parse(number.e164()).filter(NUMBERS::isValidNumber).map(NUMBERS::getNumberType)
                .map(type -> switch (number.area().type()) {
                    case LOCAL -> type == PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE
                            || type == PhoneNumberUtil.PhoneNumberType.FIXED_LINE;
                    case TOLL_FREE -> type == PhoneNumberUtil.PhoneNumberType.TOLL_FREE;
                    case MOBILE -> type == PhoneNumberUtil.PhoneNumberType.MOBILE;
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
