package io.trunkline.carrier.adapter.telnyx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;

/**
 * Searches for available numbers. Telnyx supports all criteria; with an area code, digits are searched after it.
 *
 * @see <a href="https://developers.telnyx.com/api">API reference, Phone Number Search</a>
 */
final class TelnyxSearch {

    private static final String VOICE = "voice";
    private static final String SMS = "sms";
    private static final String MMS = "mms";
    /** The numbers per type whose costs are compared. */
    private static final int SAMPLE = 50;

    private final CarrierClient<TelnyxApi> telnyx;

    TelnyxSearch(CarrierClient<TelnyxApi> telnyx) {
        this.telnyx = telnyx;
    }

    Uni<List<AvailableNumber>> search(NumberSearch search) {
        return telnyx.query(api -> api.available(search.country(), type(search.numberType()), search.areaCode(),
                search.contains(), search.locality(), features(search.requiredCapabilities()), search.limit()),
                TelnyxTypes.AvailableNumbers.class)
                .map(found -> telnyx.require(found.data(), false).stream().filter(Objects::nonNull)
                        .filter(number -> PhoneNumbers.isE164(number.phoneNumber()))
                        .map(number -> toAvailableNumber(number, search)).filter(search::accepts).limit(search.limit())
                        .toList())
                .onFailure(TelnyxSearch::isUnknownType).recoverWithItem(List.of());
    }

    /**
     * Telnyx has no price list; each available number has a price. Some are premium, so the lowest price of a sample is used.
     */
    Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return Multi.createFrom().items(NumberType.values())
                .onItem().transformToMultiAndConcatenate(type -> search(sample(country, type))
                        .onItem().transformToMulti(found -> Multi.createFrom().optional(lowest(found))
                                .map(cost -> Map.entry(type, cost))))
                .collect().asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static NumberSearch sample(String country, NumberType type) {
        return new NumberSearch(country, type, null, null, NumberSearch.ANY_CAPABILITIES, null, SAMPLE);
    }

    /** Empty for no costs, or for costs in several currencies, which cannot be compared. */
    private static Optional<Cost> lowest(List<AvailableNumber> found) {
        List<Cost> costs = found.stream().map(AvailableNumber::monthlyCost).flatMap(Optional::stream).toList();
        boolean comparable = costs.stream().map(Cost::currency).distinct().count() == 1;
        return costs.stream().filter(cost -> comparable).min(Comparator.comparingLong(Cost::minorUnits));
    }

    /** Telnyx responds 400 for a number type that the country does not have. */
    private static boolean isUnknownType(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.INVALID_REQUEST;
    }

    private static AvailableNumber toAvailableNumber(TelnyxTypes.AvailableNumber number, NumberSearch search) {
        String locality = region(number, "location").or(() -> region(number, "rate_center")).orElse(null);
        Set<String> features = number.features() == null ? Set.of()
                : number.features().stream().filter(Objects::nonNull).map(TelnyxTypes.Feature::name)
                        .filter(Objects::nonNull).collect(Collectors.toSet());
        return new AvailableNumber(number.phoneNumber(), search.numberType(),
                region(number, "country_code").orElse(search.country()), locality,
                region(number, "state").orElse(null),
                new Capabilities(features.contains(VOICE), features.contains(SMS), features.contains(MMS)),
                Optional.ofNullable(number.costInformation())
                        .flatMap(cost -> Cost.parse(cost.monthlyCost(), cost.currency())));
    }

    private static Optional<String> region(TelnyxTypes.AvailableNumber number, String type) {
        return number.regionInformation() == null ? Optional.empty()
                : number.regionInformation().stream()
                        .filter(region -> region != null && type.equals(region.regionType()) && region.regionName() != null)
                        .map(TelnyxTypes.Region::regionName).findFirst();
    }

    private static List<String> features(Capabilities needed) {
        List<String> features = new ArrayList<>();
        if (needed.voice()) {
            features.add(VOICE);
        }
        if (needed.sms()) {
            features.add(SMS);
        }
        if (needed.mms()) {
            features.add(MMS);
        }
        return features;
    }

    private static String type(NumberType type) {
        return switch (type) {
            case LOCAL -> "local";
            case TOLL_FREE -> "toll_free";
            case MOBILE -> "mobile";
        };
    }
}
