package io.trunkline.carrier.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.OpenApiValidator;
import io.trunkline.carrier.testing.RecordingProxy;
import io.trunkline.carrier.testing.RecordingProxy.Exchange;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/**
 * Validates every kind of request of an adapter against its carrier's OpenAPI document. The simulator's tests validate its
 * responses.
 */
public abstract class OpenApiContract extends AdapterTest {

    /** More than any adapter's page size. */
    private static final int MORE_THAN_A_PAGE = 251;

    protected RecordingProxy proxy;
    private OpenApiValidator validator;
    private Carrier directCarrier;

    /** The file name of the OpenAPI document. */
    protected abstract String documentName();

    /** The file name of the document with the price API. */
    protected String priceDocumentName() {
        return documentName();
    }

    /** Before each and not before all, so that every test without a document is counted as skipped. */
    @BeforeEach
    void record() {
        validator = OpenApiValidator.require(documentName());
        directCarrier = carrier;
        proxy = new RecordingProxy(CarrierSimulator.of(name()));
        carrier = connect(proxy.url(), "total-timeout", "10s");
    }

    @AfterEach
    void disconnect() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void searches() {
        item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "206", 1)));
        item(carrier.search(new NumberSearch("CA", NumberType.LOCAL, null, 100)));
        item(carrier.search(new NumberSearch("US", NumberType.TOLL_FREE, null, 5)));
        item(carrier
                .search(new NumberSearch("US", NumberType.LOCAL, "206", "77", new Capabilities(true, true, true), null, 5)));
        item(carrier.search(new NumberSearch("US", NumberType.LOCAL, null, null, NumberSearch.SMS_CAPABLE, "Seattle", 5))
                .onFailure(CarrierException.class).recoverWithItem(List.of()));
        if (carrier.capabilities().contains(Capability.MOBILE_NUMBERS)) {
            item(carrier.search(new NumberSearch("GB", NumberType.MOBILE, "7", 5)));
            item(carrier.search(new NumberSearch("GB", NumberType.MOBILE, null, 5)));
        }

        assertAllRequestsAreDocumented();
    }

    @Test
    void prices() {
        if (carrier.capabilities().contains(Capability.PRICE_LIST)) {
            OpenApiValidator priceApi = OpenApiValidator.require(priceDocumentName());
            item(carrier.monthlyCosts("US"));
            item(carrier.monthlyCosts("GB"));

            assertThat(proxy.exchanges()).isNotEmpty();
            assertThat(proxy.exchanges()).flatExtracting(priceApi::violations).isEmpty();
            assertThat(proxy.exchanges()).extracting(Exchange::status).contains(200);
        }
    }

    @Test
    void regulatoryDocuments() {
        if (!documents().isEmpty()) {
            Map<String, String> config = new HashMap<>(documents());
            config.put("total-timeout", "10s");
            carrier = connect(proxy.url(), config.entrySet().stream()
                    .flatMap(property -> Stream.of(property.getKey(), property.getValue())).toArray(String[]::new));
            buy(item(carrier.search(new NumberSearch("GB", NumberType.MOBILE, null, 5))).get(0).e164());

            assertAllRequestsAreDocumented();
        }
    }

    @Test
    void verification() {
        item(carrier.verify());

        assertAllRequestsAreDocumented();
    }

    @Test
    void numberLifecycle() {
        OwnedNumber number = buy(availableNumber());
        item(carrier.findOrders(reference));
        item(carrier.findByE164(number.e164()));
        item(carrier.configure(number.carrierNumberId(), WEBHOOKS));
        item(carrier.release(number.carrierNumberId()));

        assertAllRequestsAreDocumented();
        assertThat(proxy.exchanges()).extracting(Exchange::status).allMatch(status -> status / 100 == 2);
    }

    @Test
    void listOfSeveralPages() {
        // Given
        List<String> wanted = new ArrayList<>();
        for (String area : List.of("646", "718", "213", "214", "404", "512")) {
            item(directCarrier.search(new NumberSearch("US", NumberType.LOCAL, area, 100)))
                    .forEach(number -> wanted.add(number.e164()));
        }
        List<String> numbers = wanted.subList(0, MORE_THAN_A_PAGE);
        numbers.forEach(number -> item(directCarrier.order(purchase(number, reference))));

        // When
        List<OwnedNumber> owned = await().atMost(Duration.ofSeconds(20)).until(this::listOwnedOrEmpty,
                list -> list.stream().filter(number -> reference.equals(number.reference())).count() == numbers.size());

        // Then
        assertThat(owned).extracting(OwnedNumber::e164).containsAll(numbers);
        assertAllRequestsAreDocumented();
        assertThat(proxy.exchanges()).as("pages").hasSizeGreaterThan(1);
        owned.stream().filter(number -> reference.equals(number.reference()))
                .forEach(number -> item(directCarrier.release(number.carrierNumberId())));
    }

    /** Empty while orders are pending: a numbered list changes while it is read. */
    private List<OwnedNumber> listOwnedOrEmpty() {
        try {
            return item(carrier.listOwned());
        } catch (CarrierException pending) {
            return List.of();
        }
    }

    @Test
    void messages() {
        String from = buySender();
        MessageToSend text = message(from, "+14155550199", "Größe 👋 & a=b", List.of());

        item(carrier.send(text));
        item(carrier.send(message(from, "+14155550199", null, List.of("https://example.com/a.png"))));
        item(carrier.send(message(from, "+14155550199", "two", List.of("https://example.com/a", "https://example.com/b"))));
        if (carrier.capabilities().contains(Capability.WHATSAPP)) {
            item(carrier.send(whatsApp(from, "Größe 👋")));
        }
        if (carrier.capabilities().contains(Capability.MESSAGE_LIST)) {
            item(carrier.findSent(text, Instant.now()));
        }

        assertAllRequestsAreDocumented();
    }

    @Test
    void rejectedRequests() {
        OwnedNumber number = buy(availableNumber());
        refusal(purchase(number.e164(), UUID.randomUUID().toString()));
        failure(carrier.send(text("+14158675309", "+14155550199")));
        item(carrier.release(number.carrierNumberId()));
        failure(carrier.release(number.carrierNumberId()));

        assertAllRequestsAreDocumented();
        assertThat(proxy.exchanges()).extracting(Exchange::status).anyMatch(status -> status / 100 == 4);
    }

    /** The validator must reject invalid requests. */
    @Test
    void validatorFindsErrors() {
        buy(availableNumber());
        Exchange query = proxy.exchanges().stream().filter(exchange -> exchange.target().contains("?")).findFirst()
                .orElseThrow();
        Exchange order = proxy.exchanges().stream().filter(exchange -> exchange.body().contains(reference)).findFirst()
                .orElseThrow();

        assertThat(validator.violations(modified(query, target -> target.replace("?", "?x"), body -> body)))
                .as("the name of a parameter").isNotEmpty();
        assertThat(validator.violations(modified(query, target -> target.replace("?", "s?"), body -> body)))
                .as("a path").isNotEmpty();
        assertThat(validator.violations(modified(order, target -> target, body -> "")))
                .as("no body").isNotEmpty();
        assertThat(validator.violations(modified(order, target -> target, body -> body.replaceFirst("[A-Za-z]", "x"))))
                .as("the name of a member").isNotEmpty();
        assertThat(validator.violations(new Exchange(order.method(), order.target(),
                Map.of("Content-Type", order.headers().get("Content-type")), order.body(), 201, order.responseHeaders(),
                order.response()))).as("no credentials").isNotEmpty();
    }

    private static Exchange modified(Exchange exchange, UnaryOperator<String> target, UnaryOperator<String> body) {
        return new Exchange(exchange.method(), target.apply(exchange.target()), exchange.headers(),
                body.apply(exchange.body()), exchange.status(), exchange.responseHeaders(), exchange.response());
    }

    protected void assertAllRequestsAreDocumented() {
        assertThat(proxy.exchanges()).isNotEmpty();
        assertThat(proxy.exchanges()).flatExtracting(validator::violations).isEmpty();
    }
}
