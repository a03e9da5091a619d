package io.trunkline.events;

import java.time.Instant;
import java.util.List;

/** The sale price book, by carrier-gateway. The topic is compacted: the latest event of a key holds. */
public sealed interface PriceEvent extends Event {

    @Override
    default String topic() {
        return Topics.PRICES;
    }

    /**
     * All sale prices of one kind of number: those that hold now and those that are announced. It replaces every earlier event
     * of
     * its key.
     *
     * @param country ISO 3166-1 alpha-2
     * @param currency ISO 4217, of every amount
     * @param salePrices by {@code validFrom}, ascending; empty: numbers of this kind are no longer sold
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
     * What a number costs for a month from an instant on, in whole minor units. Carriers' prices may differ.
     *
     * @param validFrom the first instant at which it holds; null: it always held
     * @param highestCents of the dearest carrier; null together with {@code lowestCents}: not sold from then on
     * @param lowestCents of the cheapest carrier
     */
    record SalePrice(Instant validFrom, Long highestCents, Long lowestCents) {
    }
}
