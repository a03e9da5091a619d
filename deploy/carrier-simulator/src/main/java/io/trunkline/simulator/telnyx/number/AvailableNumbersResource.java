package io.trunkline.simulator.telnyx.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.DigitPattern;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.telnyx.QueryParameters;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;

/** The numbers for sale. A search does not reserve a number. */
@Path("/telnyx/v2/available_phone_numbers")
@Blocking
public class AvailableNumbersResource {

    private static final Set<String> FILTERS = Set.of("filter[country_code]", "filter[phone_number_type]",
            "filter[national_destination_code]", "filter[locality]", "filter[administrative_area]", "filter[rate_center]",
            "filter[phone_number][starts_with]", "filter[phone_number][ends_with]", "filter[phone_number][contains]",
            "filter[features]", "filter[features][]", "filter[limit]", "filter[best_effort]", "filter[quickship]",
            "filter[reservable]", "filter[exclude_held_numbers]");
    /** Three equal digits at the end. */
    private static final Pattern EASY_TO_REMEMBER = Pattern.compile("(\\d)\\1{2}$");
    private static final List<String> TYPES = List.of("local", "toll_free", "mobile", "national", "shared_cost");
    private static final List<String> FEATURES = List.of("sms", "mms", "voice", "fax", "emergency", "hd_voice",
            "international_sms", "local_calling");
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 100;

    private final TelnyxApi api;
    private final NumberInventory inventory;
    private final PhoneNumberStore numbers;

    AvailableNumbersResource(TelnyxApi api, NumberInventory inventory, PhoneNumberStore numbers) {
        this.api = api;
        this.inventory = inventory;
        this.numbers = numbers;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Region(String regionType, String regionName) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Cost(String upfrontCost, String monthlyCost, String currency) {

        /** Numbers that are easy to remember cost more. */
        static Cost of(String e164) {
            return EASY_TO_REMEMBER.matcher(e164).find() ? new Cost("10.00", "10.00", "USD") : new Cost("1.00", "1.00", "USD");
        }
    }

    private record Feature(String name) {
    }

    /** Reservations are not simulated, so no number is reservable. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record AvailableNumber(String recordType, String phoneNumber, String vanityFormat, boolean bestEffort,
            boolean quickship, boolean reservable, List<Region> regionInformation, Cost costInformation,
            List<Feature> features) {

        static AvailableNumber of(InventoryNumber number) {
            return new AvailableNumber("available_phone_number", number.e164(), "", false, !number.area().isRegulated(),
                    false, regions(number), Cost.of(number.e164()),
                    AvailableNumbersResource.features(number.area()).stream().map(Feature::new).toList());
        }

        private static List<Region> regions(InventoryNumber number) {
            List<Region> regions = new ArrayList<>();
            regions.add(new Region("country_code", number.country()));
            if (!number.region().isEmpty()) {
                regions.add(new Region("state", number.region()));
            }
            if (!number.locality().isEmpty()) {
                regions.add(new Region("rate_center", number.locality().toUpperCase(Locale.ROOT)));
                regions.add(new Region("location", number.locality()));
            }
            return regions;
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Totals(int totalResults, int bestEffortResults) {
    }

    /** Telnyx returns the totals twice. */
    private record SearchResult(List<AvailableNumber> data, Totals meta, Totals metadata) {
    }

    @GET
    public Uni<Response> search(UriInfo uri) {
        Map<FaultKind, Supplier<Response>> errorResponses = Map.of(FaultKind.NO_INVENTORY, () -> toResponse(List.of()));
        return api.respond(Operation.SEARCH, null,
                () -> toResponse(search(new QueryParameters(uri.getQueryParameters(), FILTERS))), errorResponses);
    }

    private static Response toResponse(List<InventoryNumber> numbers) {
        Totals totals = new Totals(numbers.size(), 0);
        return Response.ok(new SearchResult(numbers.stream().map(AvailableNumber::of).toList(), totals, totals)).build();
    }

    private List<InventoryNumber> search(QueryParameters query) {
        List<NumberArea> covered = areasInCoverage(query);
        List<NumberArea> matchingAreas = covered.stream().filter(area -> matches(area, query)).toList();
        boolean reservable = query.isTrue("filter[reservable]");
        // Every match is exact and no number is held, so these two are only validated.
        query.isTrue("filter[best_effort]");
        query.isTrue("filter[exclude_held_numbers]");
        int limit = query.number("filter[limit]", 1, MAX_LIMIT, DEFAULT_LIMIT);
        List<DigitPattern> patterns = patterns(query, covered.get(0).countryCode());
        return reservable ? List.of()
                : inventory.numbers(matchingAreas, patterns, CarrierShare.TELNYX, numbers::isForSale, limit);
    }

    private List<NumberArea> areasInCoverage(QueryParameters query) {
        String country = query.text("filter[country_code]") == null ? "US" : query.text("filter[country_code]");
        String type = query.text("filter[phone_number_type]");
        if (type != null && !TYPES.contains(type)) {
            throw TelnyxException.of(Reason.NOT_IN_LIST, "filter[phone_number_type] is one of " + TYPES);
        }
        List<NumberArea> areas = Arrays.stream(NumberType.values())
                .filter(kind -> type == null || kind.name().toLowerCase(Locale.ROOT).equals(type))
                .flatMap(kind -> inventory.areas(country, kind).stream()).toList();
        if (areas.isEmpty()) {
            throw TelnyxException.of(Reason.BAD_REQUEST, "There is no coverage for this country and type.");
        }
        return areas;
    }

    private static boolean matches(NumberArea area, QueryParameters query) {
        String code = query.text("filter[national_destination_code]");
        boolean hasCode = code == null
                || (area.isNorthAmerican() ? area.prefix().equals(code) : area.prefix().startsWith(code));
        return hasCode && matchesPlace(query.text("filter[administrative_area]"), area.region())
                && matchesPlace(query.text("filter[locality]"), area.locality())
                && matchesPlace(query.text("filter[rate_center]"), area.locality())
                && features(area).containsAll(requestedFeatures(query))
                && !(query.isTrue("filter[quickship]") && area.isRegulated());
    }

    private static boolean matchesPlace(String requested, String actual) {
        return requested == null || requested.equalsIgnoreCase(actual);
    }

    private static List<String> requestedFeatures(QueryParameters query) {
        List<String> requested = query.all("filter[features]");
        if (!FEATURES.containsAll(requested)) {
            throw TelnyxException.of(Reason.NOT_IN_LIST, "filter[features] are of " + FEATURES);
        }
        return requested;
    }

    private static List<String> features(NumberArea area) {
        List<String> features = new ArrayList<>(List.of("voice"));
        if (area.sms()) {
            features.add("sms");
        }
        if (area.mms()) {
            features.add("mms");
        }
        return features;
    }

    /** The patterns apply to the number without its area code if an area code is given. */
    private static List<DigitPattern> patterns(QueryParameters query, String countryCode) {
        String code = query.text("filter[national_destination_code]");
        int start = code == null ? 0 : code.length();
        String first = digits(query, "filter[phone_number][starts_with]");
        String last = digits(query, "filter[phone_number][ends_with]");
        String part = digits(query, "filter[phone_number][contains]");
        List<DigitPattern> patterns = List.of(DigitPattern.anything(countryCode));
        patterns = narrowed(patterns, first, start, start, countryCode);
        patterns = narrowed(patterns, part, start, DigitPattern.NATIONAL_DIGITS - part.length(), countryCode);
        return narrowed(patterns, last, DigitPattern.NATIONAL_DIGITS - last.length(),
                DigitPattern.NATIONAL_DIGITS - last.length(), countryCode);
    }

    /** Each pattern with the digits at every position of the range. */
    private static List<DigitPattern> narrowed(List<DigitPattern> patterns, String digits, int from, int to,
            String countryCode) {
        if (digits.isEmpty()) {
            return patterns;
        }
        List<DigitPattern> narrowed = new ArrayList<>();
        for (int place = Math.max(0, from); place <= to && place + digits.length() <= DigitPattern.NATIONAL_DIGITS; place++) {
            DigitPattern here = DigitPattern.national(place, digits, countryCode);
            patterns.forEach(pattern -> pattern.and(here).ifPresent(narrowed::add));
        }
        return narrowed;
    }

    private static String digits(QueryParameters query, String name) {
        String digits = query.text(name) == null ? "" : query.text(name);
        if (!digits.matches("[0-9]{0,10}")) {
            throw TelnyxException.of(Reason.BAD_REQUEST, name + " is up to ten digits");
        }
        return digits;
    }
}
