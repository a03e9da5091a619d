package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.embedded.FreePorts;
import io.trunkline.events.NumberType;

/** Faults of the carrier or the network, and which failure each of them must become. */
public abstract class FaultConformance extends AdapterTest {

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION", "SLOW" })
    void findsAPurchaseWhoseResponseWasLostOrLate(String fault) {
        // Given
        String number = availableNumber();
        fault("\"operation\":\"order\",\"fault\":\"%s\"".formatted(fault));

        // When
        CarrierException failure = failure(impatient.order(purchase(number, reference)));

        // Then
        assertThat(failure.failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(awaitOutcome(reference)).isInstanceOf(OrderOutcome.Owned.class)
                .satisfies(found -> assertThat(found.e164()).isEqualTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"", "\"fault\":\"HTML\"",
            "\"fault\":\"HTML\",\"status\":404", "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":502",
            "\"fault\":\"STATUS\",\"status\":503", "\"fault\":\"STATUS\",\"status\":504" })
    void treatsAnUnclearPurchaseResponseAsUnknown(String fault) {
        String number = availableNumber();
        fault("\"operation\":\"order\"," + fault);

        assertThat(failure(impatient.order(purchase(number, reference))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(item(carrier.findOrders(reference))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION" })
    void treatsALostMessageResponseAsUnknown(String fault) {
        String from = buySender();
        fault("\"operation\":\"message\",\"fault\":\"%s\"".formatted(fault));

        assertThat(failure(impatient.send(text(from, "+14155550199"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(fake().sentMessages(from)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "3, 3", "86400, 86400", "-, -", "soon, -", "-5, -" })
    void reportsTooManyRequestsWithTheRetryAfter(String header, Long seconds) {
        String number = availableNumber();
        fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429"
                + (header == null ? "" : ",\"retryAfter\":\"" + header + "\""));

        CarrierException failure = failure(carrier.order(purchase(number, reference)));

        assertThat(failure.failure()).isEqualTo(RATE_LIMITED);
        if (header != null) {
            assertThat(failure.retryAfter()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        }
        assertThat(fake().purchaseCount(number)).isZero();
    }

    @Test
    void reportsTooManyRequestsOfAProxy() {
        fault("\"operation\":\"order\",\"fault\":\"HTML\",\"status\":429");

        assertThat(failure(carrier.order(purchase(availableNumber(), reference))).failure()).isEqualTo(RATE_LIMITED);
    }

    @Test
    void reportsAFailedQueryAsRetryable() {
        fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503");
        assertThat(failure(carrier.findOrders(reference)).failure()).isEqualTo(CARRIER_UNAVAILABLE);

        fault("\"operation\":\"list\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"");
        assertThat(failure(impatient.findByE164("+14155550142")).failure()).isEqualTo(CARRIER_UNAVAILABLE);

        fault("\"operation\":\"list\",\"fault\":\"HTML\",\"status\":404");
        assertThat(failure(carrier.listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
    }

    @Test
    void reportsAFailedPriceQuery() {
        if (carrier.capabilities().contains(Capability.PRICE_LIST)) {
            fault("\"fault\":\"STATUS\",\"status\":503");
            assertThat(failure(carrier.monthlyCosts("US")).failure()).isEqualTo(CARRIER_UNAVAILABLE);

            fault("\"fault\":\"HTML\",\"status\":404");
            assertThat(failure(carrier.monthlyCosts("US")).failure()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void acceptsASlowResponse() {
        fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":400");

        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "206", 3)))).hasSize(3);
    }

    @Test
    void readsRetryAfterAsADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
        fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"" + date + "\"");

        assertThat(failure(carrier.order(purchase(availableNumber(), reference))).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION", "SLOW" })
    void treatsALostReleaseResponseAsUnknownUntilItIsRepeated(String fault) {
        OwnedNumber number = buy(availableNumber());
        fault("\"operation\":\"release\",\"fault\":\"%s\"".formatted(fault));

        assertThat(failure(impatient.release(number.carrierNumberId())).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(failure(carrier.release(number.carrierNumberId())).failure()).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":503",
            "\"fault\":\"HTML\",\"status\":404", "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"" })
    void treatsAnUnclearResponseToAnyMutationAsUnknown(String fault) {
        OwnedNumber number = buy(availableNumber());

        fault("\"operation\":\"configure\"," + fault);
        assertThat(failure(impatient.configure(number.carrierNumberId(), WEBHOOKS)).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(item(carrier.configure(number.carrierNumberId(), WEBHOOKS)).e164()).isEqualTo(number.e164());

        fault("\"operation\":\"message\"," + fault);
        assertThat(failure(impatient.send(text(number.e164(), "+14155550199"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(fake().sentMessages(number.e164())).isEmpty();

        fault("\"operation\":\"release\"," + fault);
        assertThat(failure(impatient.release(number.carrierNumberId())).failure()).isEqualTo(OUTCOME_UNKNOWN);
        item(carrier.release(number.carrierNumberId()));
    }

    /** The faults of some numbers must not affect the others. */
    @Test
    void reportsAnOutcomeForEachNumberOfABatch() {
        // Given
        List<String> numbers = item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "704", 100))).stream()
                .map(AvailableNumber::e164).limit(10).toList();
        CarrierFailure[] outcomes = new CarrierFailure[numbers.size()];
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"number\":\"" + numbers.get(3) + "\"");
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"number\":\"" + numbers.get(5) + "\"");
        fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\",\"number\":\"" + numbers.get(8) + "\"");

        // When
        List<Uni<OrderOutcome>> orders = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            int nth = i;
            orders.add(carrier.order(purchase(numbers.get(i), reference + "-" + i))
                    .onFailure(CarrierException.class).invoke(e -> outcomes[nth] = ((CarrierException) e).failure())
                    .onFailure(CarrierException.class).recoverWithItem(new OrderOutcome.Pending(numbers.get(i))));
        }
        item(Uni.join().all(orders).andCollectFailures());

        // Then
        for (int i = 0; i < outcomes.length; i++) {
            if (i == 3 || i == 5) {
                assertThat(
                        outcomes[i] != null ? outcomes[i] : ((OrderOutcome.Failed) awaitOutcome(reference + "-" + i)).failure())
                        .isEqualTo(NUMBER_UNAVAILABLE);
            } else {
                assertThat(outcomes[i]).isEqualTo(i == 8 ? OUTCOME_UNKNOWN : null);
                assertThat(awaitOutcome(reference + "-" + i)).isInstanceOf(OrderOutcome.Owned.class)
                        .extracting(OrderOutcome::e164).isEqualTo(numbers.get(i));
            }
        }
    }

    @Test
    void reportsAPurchaseThatWasNotSentAsRetryable() {
        Carrier unreachable = connect(URI.create("http://127.0.0.1:" + FreePorts.any()));

        assertThat(failure(unreachable.order(purchase("+14155550142", reference))).failure()).isEqualTo(CARRIER_UNAVAILABLE);
    }
}
