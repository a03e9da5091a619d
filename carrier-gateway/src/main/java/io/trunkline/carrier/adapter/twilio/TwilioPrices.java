package io.trunkline.carrier.adapter.twilio;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * The account's prices of numbers, from the Pricing API. Twilio's search does not contain prices.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/pricing">Pricing API, PhoneNumbers</a>
 */
final class TwilioPrices {

    private static final Map<String, NumberType> TYPES = Map.of("local", NumberType.LOCAL, "mobile", NumberType.MOBILE,
            "toll free", NumberType.TOLL_FREE);
    private static final BinaryOperator<Cost> HIGHER = BinaryOperator.maxBy(Comparator.comparingLong(Cost::minorUnits));

    private final CarrierClient<TwilioPricingApi> pricing;

    TwilioPrices(CarrierClient<TwilioPricingApi> pricing) {
        this.pricing = pricing;
    }

    Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return pricing.query(api -> api.numbers(country), TwilioPricingApi.Country.class)
                .map(found -> pricing.require(country.equals(found.isoCountry()) ? found : null, false))
                .map(TwilioPrices::byType)
                .onFailure(TwilioPrices::isUnknownCountry).recoverWithItem(Map.of());
    }

    private static Map<NumberType, Cost> byType(TwilioPricingApi.Country country) {
        Map<NumberType, Cost> costs = new EnumMap<>(NumberType.class);
        String currency = country.priceUnit() == null ? null : country.priceUnit().toUpperCase(Locale.ROOT);
        prices(country).stream().filter(price -> price.numberType() != null && TYPES.containsKey(price.numberType()))
                .forEach(price -> Cost.parse(price.currentPrice(), currency)
                        .ifPresent(cost -> costs.merge(TYPES.get(price.numberType()), cost, HIGHER)));
        return costs;
    }

    private static List<TwilioPricingApi.Price> prices(TwilioPricingApi.Country country) {
        return country.phoneNumberPrices() == null ? List.of()
                : country.phoneNumberPrices().stream().filter(Objects::nonNull).toList();
    }

    private static boolean isUnknownCountry(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.NOT_FOUND;
    }
}
