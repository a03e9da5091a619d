package io.trunkline.carrier.pricing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.routing.RoutingRequest;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spend.SpendGuard;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.AllCarriersProfile;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.NumberType;
import io.trunkline.kit.testing.Tokens;

/** Numbers of the US and of Great Britain are sold; SignalWire has no price list. */
@QuarkusTest
@TestProfile(AllCarriersProfile.class)
class CostLookupSchedulerTest extends GatewayTest {

    private static final String INSERT_COST = """
            insert into carrier_cost (carrier, country, number_type, minor_units, currency, seen_at)
            values ($1, $2, $3, $4, $5, clock_timestamp() - make_interval(days => $6))""";

    @Inject
    CostLookupScheduler lookup;
    @Inject
    CarrierCosts costs;
    @Inject
    CarrierRouter router;
    @Inject
    SpendGuard spendGuard;
    @Inject
    MeterRegistry metrics;

    @AfterEach
    void deleteCosts() {
        sql("delete from carrier_cost");
        sql("delete from carrier_cost_look_up");
        sql("delete from purchase_spend");
        await(costs::reload);
    }

    @Test
    void looksUpPricesOfTheCountriesWeSellIn() {
        // Given
        Instant before = Instant.now().minusSeconds(5);

        // When
        await(lookup::lookUp);

        // Then
        assertThat(costs.allObserved())
                .extracting(ObservedCost::carrier, ObservedCost::country, ObservedCost::numberType,
                        known -> known.cost().minorUnits())
                .containsExactlyInAnyOrder(
                        tuple("telnyx", "US", NumberType.LOCAL, 100L), tuple("telnyx", "US", NumberType.TOLL_FREE, 100L),
                        tuple("telnyx", "GB", NumberType.LOCAL, 100L), tuple("telnyx", "GB", NumberType.MOBILE, 100L),
                        tuple("twilio", "US", NumberType.LOCAL, 115L), tuple("twilio", "US", NumberType.TOLL_FREE, 215L),
                        tuple("twilio", "GB", NumberType.LOCAL, 115L), tuple("twilio", "GB", NumberType.MOBILE, 115L),
                        tuple("twilio", "GB", NumberType.TOLL_FREE, 215L));
        assertThat(costs.allObserved()).allSatisfy(known -> assertThat(known.seenAt()).isAfter(before));
    }

    @Test
    void looksUpAgainWhenDueAndNotBefore() {
        long before = calls("OK");
        await(lookup::lookUp);
        await(lookup::lookUp);
        assertThat(calls("OK") - before).as("two countries").isEqualTo(2);

        sql("update carrier_cost_look_up set due_at = clock_timestamp() where carrier = 'twilio' and country = 'US'");
        await(lookup::lookUp);
        assertThat(calls("OK") - before).isEqualTo(3);
    }

    @Test
    void concurrentLookupsQueryOnce() {
        long before = calls("OK");

        await(() -> Uni.join().all(lookup.lookUp(), lookup.lookUp(), lookup.lookUp(), lookup.lookUp()).andFailFast());

        assertThat(calls("OK") - before).as("two countries").isEqualTo(2);
    }

    @Test
    void aFailedLookupKeepsTheLastCostsAndIsRetriedSooner() {
        // Given
        await(lookup::lookUp);
        sql("update carrier_cost_look_up set due_at = clock_timestamp()");
        CarrierSimulator.fault("\"operation\":\"prices\",\"fault\":\"STATUS\",\"status\":503,\"times\":2");

        // When
        await(lookup::lookUp);

        // Then
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(2);
        assertThat(costs.observedCost("twilio", "US", NumberType.LOCAL)).hasValue(115);
        assertThat(dueWithinMinutes("twilio", 12)).as("repeated soon").isEqualTo(2);
        assertThat(dueWithinMinutes("telnyx", 350)).as("not due at another carrier").isZero();
    }

    @Test
    void prefersObservedToConfiguredCosts() {
        assertThat(ranked()).containsExactly("telnyx", "signalwire", "twilio");

        observe("twilio", 90, "USD", 0);
        observe("telnyx", 120, "USD", 0);

        assertThat(ranked()).containsExactly("twilio", "signalwire", "telnyx");
    }

    @Test
    void ignoresOldCostsAndThoseInAnotherCurrency() {
        observe("twilio", 90, "USD", 8);
        observe("signalwire", 80, "EUR", 0);

        assertThat(ranked()).containsExactly("telnyx", "signalwire", "twilio");
        assertThat(costs.observedCost("twilio", "US", NumberType.LOCAL)).isEmpty();
        assertThat(costs.allObserved()).as("still shown to operators").hasSize(2);
    }

    @Test
    void reservesTheObservedCostOfAPurchase() {
        observe("twilio", 999, "USD", 0);
        UUID order = UUID.randomUUID();

        await(() -> spendGuard.reserve(new Purchase(order, "twilio", "ws_costs", "US", NumberType.LOCAL, Optional.empty())));

        assertThat(pool.query("select cents from purchase_spend where order_id = '" + order + "'").execute().await()
                .indefinitely().iterator().next().getLong("cents")).isEqualTo(999);
    }

    @Test
    void doesNotOfferANumberBelowItsObservedCost() {
        assertThat(offeredFor("2065550142")).isEqualTo(1.50f);

        observe("twilio", 210, "USD", 0);
        observe("telnyx", 210, "USD", 0);

        assertThat(offeredFor("2065550142")).isEqualTo(2.10f);
        assertThat(offeredFor("2065550172")).as("the cost that Telnyx returns with the number counts more").isEqualTo(1.50f);
    }

    private static float offeredFor(String number) {
        return given().auth().oauth2(Tokens.platformAdmin()).contentType("application/json")
                .body("{\"countryCode\":\"US\",\"numberType\":\"local\",\"contains\":\"" + number + "\"}")
                .post("/api/numbers/search").then().statusCode(200).extract().path("numbers[0].monthlyCost");
    }

    @Test
    void exposesANegativeMarginAsAMetric() {
        observe("twilio", 170, "USD", 0);
        assertThat(negativeMargin("twilio").value()).isEqualTo(20);

        sql("update carrier_cost set minor_units = 150");
        await(costs::reload);
        assertThat(negativeMargin("twilio")).isNull();
    }

    @Test
    void showsObservedCostsToOperators() {
        observe("twilio", 115, "USD", 0);

        carriers().body(of("twilio", "country"), contains("US")).body(of("twilio", "numberType"), contains("local"))
                .body(of("twilio", "cents"), contains(115)).body(of("twilio", "currency"), contains("USD"))
                .body(of("twilio", "seenAt"), everyItem(notNullValue()))
                .body("carriers.find { it.carrier == 'telnyx' }.costs", empty());
    }

    private static ValidatableResponse carriers() {
        return given().auth().oauth2(Tokens.platformAdmin()).get("/api/admin/carriers").then().statusCode(200);
    }

    private static String of(String carrier, String member) {
        return "carriers.find { it.carrier == '" + carrier + "' }.costs." + member;
    }

    private void observe(String carrier, long cents, String currency, int daysAgo) {
        sql(INSERT_COST, carrier, "US", NumberType.LOCAL.name(), cents, currency, daysAgo);
        await(costs::reload);
    }

    private List<String> ranked() {
        return router.rank(new RoutingRequest("US", NumberType.LOCAL, null)).stream().map(Carrier::name).toList();
    }

    private long calls(String outcome) {
        Timer calls = metrics.find("trunkline.carrier.calls")
                .tags("carrier", "twilio", "operation", "monthlyCosts", "outcome", outcome).timer();
        return calls == null ? 0 : calls.count();
    }

    /** Null when there is no negative margin. */
    private Gauge negativeMargin(String carrier) {
        return metrics.find("trunkline.carrier.negative.margin").tags("carrier", carrier, "country", "US").gauge();
    }

    private long dueWithinMinutes(String carrier, int minutes) {
        return pool.query("select count(*) as due from carrier_cost_look_up where carrier = '" + carrier
                + "' and due_at < clock_timestamp() + interval '" + minutes + " minutes'").execute().await().indefinitely()
                .iterator().next().getLong("due");
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
