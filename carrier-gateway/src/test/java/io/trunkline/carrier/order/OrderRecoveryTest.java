package io.trunkline.carrier.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;

/** Recovery after a crashed or paused instance: a row in SUBMITTING with an expired lease. */
@QuarkusTest
class OrderRecoveryTest extends GatewayTest {

    private static final String LEFT = """
            insert into carrier_order (id, carrier, state, epoch, attempts, purpose, country, number_type, wanted, candidate,
              in_doubt, unknown_said, candidates_tried, searches, lookups, pending_looks, created_at, lease_until)
            values ($1, 'twilio', 'SUBMITTING', 3, 0, 'STOCK', 'US', 'LOCAL', $2, $3, false, false, 0, 0, 0, 0,
              clock_timestamp() - make_interval(mins => $4), clock_timestamp() - interval '1 s')""";

    private static final List<String> RENEWALS = List.of(
            "create table if not exists lease_renewal (id uuid primary key)",
            """
                    create or replace function record_lease_renewal() returns trigger language plpgsql as $$
                    begin
                      insert into lease_renewal values (new.id) on conflict do nothing;
                      return new;
                    end $$""",
            """
                    create or replace trigger lease_renewed after update on carrier_order for each row
                    when (new.lease_until > old.lease_until
                      and to_jsonb(new) - 'lease_until' = to_jsonb(old) - 'lease_until')
                    execute function record_lease_renewal()""");

    @Inject
    WebhookUrls webhooks;

    @Test
    void findsAPurchaseAfterACrash() {
        // Given
        UUID order = UUID.randomUUID();
        String number = anyNumber();
        adapter("twilio").order(new NumberPurchase(number, order.toString(), webhooks.of("twilio"))).await()
                .atMost(Duration.ofSeconds(5));

        // When
        sql(LEFT, order, number, number, 1);

        // Then
        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
        assertThat(ordered.e164()).isEqualTo(number);
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).hasSize(1);
        assertThat(probe.events(NumberOrderUnknown.class)).filteredOn(event -> event.orderId().equals(order)).hasSize(1);
    }

    @Test
    void keepsAnUnknownOrderOfAnAccountThatIsNotConfigured() {
        // Given
        UUID order = UUID.randomUUID();
        String number = anyNumber();
        adapter("twilio").order(new NumberPurchase(number, order.toString(), webhooks.of("twilio"))).await()
                .atMost(Duration.ofSeconds(5));

        // When
        sql(LEFT.replace("'twilio'", "'twilio-elsewhere'"), order, number, number, 1);

        // Then
        probe.await(NumberOrderUnknown.class, event -> event.orderId().equals(order));
        assertThat(state("carrier_order", order)).isEqualTo("UNKNOWN");

        // When: an instance has the account
        sql("update carrier_order set carrier = 'twilio', epoch = epoch + 1, lease_until = null, due_at = clock_timestamp() "
                + "where id = $1", order);

        // Then
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
        assertThat(probe.events(NumberOrderFailed.class)).noneMatch(event -> event.orderId().equals(order));
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).hasSize(1);
    }

    @Test
    void keepsAPendingOrderOfAnAccountThatIsNotConfigured() {
        UUID order = UUID.randomUUID();
        String number = anyNumber();

        sql(LEFT.replace("'twilio'", "'telnyx-elsewhere'").replace("SUBMITTING", "PENDING"), order, number, number, 1);

        await().during(1, SECONDS).atMost(3, SECONDS).until(() -> state("carrier_order", order).equals("PENDING"));
        sql("update carrier_order set due_at = null where id = $1", order);
    }

    @Test
    void buysAfterACrashBeforeThePurchase() {
        // Given
        UUID order = UUID.randomUUID();
        String number = anyNumber();

        // When
        sql(LEFT, order, number, number, 1);

        // Then
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.toString())).hasSize(1);
    }

    @Test
    void failsAStaleOrderThatWasNotBought() {
        UUID order = UUID.randomUUID();
        String number = anyNumber();

        sql(LEFT, order, number, number, 60);

        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order)).code())
                .isEqualTo("CARRIER_UNAVAILABLE");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).isEmpty();
    }

    @Test
    void failsAStaleWaitingOrder() {
        UUID order = UUID.randomUUID();
        String number = anyNumber();

        sql(LEFT.replace("SUBMITTING", "WAITING"), order, number, number, 60);

        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order)).code())
                .isEqualTo("CARRIER_UNAVAILABLE");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).isEmpty();
    }

    @Test
    void findsTheNumberOfAStaleOrder() {
        UUID order = UUID.randomUUID();
        String number = anyNumber();
        adapter("twilio").order(new NumberPurchase(number, order.toString(), webhooks.of("twilio"))).await()
                .atMost(Duration.ofSeconds(5));

        sql(LEFT, order, number, number, 60);

        probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
    }

    @Test
    void replacesACandidateOfAnotherOrder() {
        // Given
        String taken = bought().e164();
        UUID order = UUID.randomUUID();

        // When
        sql(LEFT, order, null, taken, 1);

        // Then
        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
        assertThat(ordered.e164()).isNotEqualTo(taken);
        assertThat(CarrierSimulator.owned(order.toString())).hasSize(1);
    }

    @Test
    void failsWhenAnotherOrderOwnsTheRequestedNumber() {
        String taken = bought().e164();
        UUID order = UUID.randomUUID();

        sql(LEFT, order, taken, taken, 1);

        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order)).code())
                .isEqualTo("NUMBER_UNAVAILABLE");
    }

    @Test
    void fencesASaveAfterTheLeaseWasLost() {
        // Given: an instance is in the middle of a slow purchase
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":1400");
        probe.publish(order);
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order.orderId())).isEqualTo("SUBMITTING"));

        // When: another one claims the order as if the lease had expired
        sql("update carrier_order set epoch = epoch + 1, lease_until = clock_timestamp() + interval '4 s' where id = $1",
                order.orderId());

        // Then: the first instance does not save its late success, the look-up after the second lease finds it
        await().pollDelay(Duration.ofSeconds(2)).atMost(3, SECONDS).untilAsserted(
                () -> assertThat(state("carrier_order", order.orderId())).isEqualTo("SUBMITTING"));
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.orderId().toString())).hasSize(1);
        assertThat(probe.events(NumberOrdered.class)).filteredOn(event -> event.orderId().equals(order.orderId()))
                .hasSize(1);
    }

    /** The database records the renewals: the test does not have to look at the right moment. */
    @Test
    void renewsTheLeaseOfALongJob() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        RENEWALS.forEach(this::sql);
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":1400");

        // When
        probe.publish(order);

        // Then
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(row("lease_renewal", order.orderId())).isPresent();
        assertThat(row("carrier_order", order.orderId()).orElseThrow().getOffsetDateTime("lease_until")).isNull();
    }
}
