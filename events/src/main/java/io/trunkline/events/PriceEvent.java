package io.trunkline.events;

import java.time.Instant;
import java.util.List;

/** The sale price book, published by carrier-gateway. The topic is compacted: the latest event of a key is valid. */
public sealed interface PriceEvent extends Event {

    @Override
    default String topic() {
        return Topics.PRICES;
    }

    /**
     * All current and announced sale prices of one country and number type. It replaces every earlier event of its key.
     *
     * @param country ISO 3166-1 alpha-2
     * @param currency ISO 4217, of every amount
     * @param salePrices ordered by {@code validFrom}, ascending; empty: such numbers are no longer sold
     */
    @WireType("io.trunkline.prices.SalePricesChanged.v1")
    record SalePricesChanged(String country, NumberType numberType, String currency, List<SalePrice> salePrices,
            Instant changedAt) implements PriceEvent {

        @Override
        public String key() {
            return country + ":" + numberType.publicName();
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /**
     * The monthly sale price of a number from an instant on, in whole minor units. Carriers' prices may differ.
     *
     * @param validFrom the first instant at which the price is valid; null: since ever
     * @param highestCents at the most expensive carrier; null together with {@code lowestCents}: not sold from then on
     * @param lowestCents at the cheapest carrier
     */
    record SalePrice(Instant validFrom, Long highestCents, Long lowestCents) {
    }
}
