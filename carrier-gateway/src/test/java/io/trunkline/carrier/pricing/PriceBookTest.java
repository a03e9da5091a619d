package io.trunkline.carrier.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePrice;

class PriceBookTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final String TWILIO = "twilio";
    private static final NumberKind LOCAL = new NumberKind("US", NumberType.LOCAL);

    @ParameterizedTest
    @CsvSource({ "US,LOCAL,150", "US,TOLL_FREE,300", "US,MOBILE,200", "CA,LOCAL,150", "CA,TOLL_FREE,300", "CA,MOBILE,200",
            "GB,LOCAL,225", "GB,TOLL_FREE,400", "GB,MOBILE,300" })
    void hasAPriceForEveryKindThatIsSoldByDefault(String country, NumberType type, long cents) {
        assertThat(book().now().salePrice("any", country, type)).hasValue(cents);
        assertThat(book().now().currency()).isEqualTo("USD");
    }

    @Test
    void doesNotSellAKindWithoutAPrice() {
        assertThat(book().now().salePrice(TWILIO, "FR", NumberType.LOCAL)).isEmpty();
    }

    @Test
    void listsTheCountriesThatHaveAPrice() {
        PriceBook book = book("sale", "US:local=150,telnyx:GB:mobile=300,US:tollFree=300,FR:local=200@2027-01-01");

        assertThat(book.at(NEW_YEAR.minusMillis(1)).countries()).containsExactly("GB", "US");
        assertThat(book.at(NEW_YEAR).countries()).containsExactly("FR", "GB", "US");
    }

    @Test
    void aPriceHoldsFromItsFirstInstantOn() {
        PriceBook book = book("sale", "US:local=150,US:local=175@2027-01-01,US:local=160@2026-06-01T12:00:00Z");

        assertThat(book.at(Instant.parse("2026-06-01T11:59:59.999999999Z")).salePrice(TWILIO, "US", NumberType.LOCAL))
                .hasValue(150);
        assertThat(book.at(Instant.parse("2026-06-01T12:00:00Z")).salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(160);
        assertThat(book.at(NEW_YEAR.minusNanos(1)).salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(160);
        assertThat(book.at(NEW_YEAR).salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(175);
        assertThat(book.at(NEW_YEAR.plusSeconds(1)).salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(175);
    }

    @Test
    void doesNotSellAKindBeforeItsFirstPrice() {
        PriceBook book = book("sale", "FR:local=200@2027-01-01");

        assertThat(book.at(NEW_YEAR.minusMillis(1)).salePrice(TWILIO, "FR", NumberType.LOCAL)).isEmpty();
        assertThat(book.at(NEW_YEAR).salePrice(TWILIO, "FR", NumberType.LOCAL)).hasValue(200);
    }

    @Test
    void anAccountHasItsCarriersPriceUnlessItHasItsOwn() {
        Prices prices = book("sale", "US:local=150,telnyx:US:local=140@2026-06-01,telnyx-west:US:local=130").at(NEW_YEAR);

        assertThat(prices.salePrice("telnyx-east", "US", NumberType.LOCAL)).hasValue(140);
        assertThat(prices.salePrice("telnyx-west", "US", NumberType.LOCAL)).hasValue(130);
        assertThat(prices.salePrice("telnyx", "US", NumberType.LOCAL)).hasValue(140);
        assertThat(prices.salePrice("twilio-west", "US", NumberType.LOCAL)).hasValue(150);
        assertThat(book().now().cost("twilio-west", "US", NumberType.LOCAL)).hasValue(115);
    }

    @Test
    void aCarriersPriceTakesPrecedenceOverALaterOneForAll() {
        Prices prices = book("sale", "US:local=150@2026-06-01,telnyx:US:local=140").at(NEW_YEAR);

        assertThat(prices.salePrice("telnyx", "US", NumberType.LOCAL)).hasValue(140);
        assertThat(prices.salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(150);
    }

    @ParameterizedTest
    @CsvSource({ "115,3000,150", "105,5000,158", "101,5000,152", "100,50,101", "100,49,100", "333,0,333", "1,4999,1",
            "1,5000,2" })
    void roundsAMarkupHalfUpToTheCent(long cost, long basisPoints, long price) {
        PriceBook book = book("costs", "twilio:FR:mobile=" + cost, "sale", "FR:mobile=+" + basisPoints + "bp");

        assertThat(book.now().salePrice(TWILIO, "FR", NumberType.MOBILE)).hasValue(price);
        assertThat(book.now().salePrice("telnyx", "FR", NumberType.MOBILE)).as("without a cost").isEmpty();
    }

    @Test
    void sellsNothingBelowCostUnlessConfigured() {
        String[] expensive = { "costs", "twilio:US:local=180" };

        assertThat(book(expensive).now().salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(180);
        assertThat(book("costs", "twilio:US:local=180", "below-cost", "true").now()
                .salePrice(TWILIO, "US", NumberType.LOCAL)).hasValue(150);
    }

    @Test
    void prefersTheObservedToTheConfiguredCost() {
        PriceBook book = book("costs", "telnyx:US:local=100");

        assertThat(book.now().salePrice("telnyx", "US", NumberType.LOCAL, OptionalLong.of(1000))).hasValue(1000);
        assertThat(book.now().salePrice("telnyx", "US", NumberType.LOCAL, OptionalLong.of(50))).hasValue(150);
        assertThat(book.now().salePrice("telnyx", "US", NumberType.LOCAL, OptionalLong.empty())).hasValue(150);
    }

    @Test
    void theSalePriceIsTheHighestOfAllCarriers() {
        PriceBook book = book("costs", "twilio:FR:local=100,telnyx:FR:local=200,twilio:US:mobile=180", "sale",
                "US:local=150,telnyx:US:local=140,FR:local=+1000bp,signalwire:CA:local=120,US:mobile=150");

        assertThat(book.now().salePrice("US", NumberType.LOCAL)).hasValue(150);
        assertThat(book.now().salePrice("FR", NumberType.LOCAL)).hasValue(220);
        assertThat(book.now().salePrice("US", NumberType.MOBILE)).as("not below cost").hasValue(180);
        assertThat(book.now().salePrice("CA", NumberType.LOCAL)).hasValue(120);
        assertThat(book.now().salePrice("GB", NumberType.LOCAL)).isEmpty();
    }

    @Test
    void theLowestSalePriceIsThatOfTheCheapestCarrier() {
        Prices prices = book("costs", "twilio:FR:local=100,telnyx:FR:local=200", "sale",
                "US:local=150,telnyx:US:local=140,FR:local=+1000bp").now();

        assertThat(prices.lowestSalePrice("US", NumberType.LOCAL)).hasValue(140);
        assertThat(prices.lowestSalePrice("FR", NumberType.LOCAL)).hasValue(110);
        assertThat(prices.lowestSalePrice("GB", NumberType.LOCAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "1.50,USD,150", "1.5,USD,150", "0,USD,0", "1.501,USD,151", "150,JPY,150" })
    void convertsAmountsToMinorUnits(BigDecimal amount, String currency, long minorUnits) {
        assertThat(book("currency", currency).now().minorUnits(amount)).isEqualTo(minorUnits);
    }

    @Test
    void spendLimitsUseTheCostOrThePriceOrTheAssumedCost() {
        PriceBook book = book("costs", "twilio:US:local=115,twilio:US:local=120@2020-01-01");

        assertThat(book.costCents(TWILIO, "US", NumberType.LOCAL)).isEqualTo(120);
        assertThat(book.costCents("signalwire", "US", NumberType.LOCAL)).isEqualTo(150);
        assertThat(book.costCents(TWILIO, "FR", NumberType.LOCAL)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "US=150", "US:local", "us:local=150", "US:landline=150", "US:local=-1", "US:local=1.50",
            "US:local=+10", "US:local=150@tomorrow", "US:local=150@2027-02-30", "Twilio:US:local=150" })
    void rejectsAnInvalidEntry(String entry) {
        assertThatThrownBy(() -> book("sale", entry)).hasStackTraceContaining(entry.contains("@") ? "ISO 8601" : entry);
    }

    @ParameterizedTest
    @ValueSource(strings = { "US:local=115", "twilio:US:local=+100bp" })
    void rejectsACostWithoutACarrierOrWithAMarkup(String entry) {
        assertThatThrownBy(() -> book("costs", entry)).hasMessageContaining("trunkline.prices.costs");
    }

    @Test
    void anAnnouncedPriceIsAnEntryOfItsOwn() {
        PriceBook book = book("costs", "twilio:US:local=115", "sale",
                "US:local=150,telnyx:US:local=140,US:local=175@2027-01-01,US:mobile=200");

        assertThat(book.kinds()).containsExactly(LOCAL, new NumberKind("US", NumberType.MOBILE));
        assertThat(book.salePrices(LOCAL)).containsExactly(new SalePrice(null, 150L, 140L),
                new SalePrice(NEW_YEAR, 175L, 140L));
    }

    @Test
    void aCostThatBeginsLaterIsAnEntryOfItsOwn() {
        PriceBook book = book("costs", "twilio:US:local=100,twilio:US:local=160@2027-01-01", "sale", "US:local=+1000bp");

        assertThat(book.salePrices(LOCAL)).containsExactly(new SalePrice(null, 110L, 110L),
                new SalePrice(NEW_YEAR, 176L, 176L));
    }

    @Test
    void aKindThatIsSoldLaterHasNoPriceBefore() {
        PriceBook book = book("costs", "twilio:US:local=100", "sale", "US:local=150@2027-01-01");

        assertThat(book.salePrices(LOCAL)).containsExactly(new SalePrice(null, null, null),
                new SalePrice(NEW_YEAR, 150L, 150L));
    }

    static PriceBook book(String... changes) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            properties.put("trunkline.prices." + changes[i], changes[i + 1]);
        }
        return new PriceBook(DefaultConfig.of(PriceConfig.class, properties));
    }
}
