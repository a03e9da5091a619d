package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure.Kind;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.NumberType;

/** Responses are untrusted: their size and time are limited, and their content is checked. */
public abstract class InvalidResponseConformance extends AdapterTest {

    protected static final String NUMBER = "+14155550142";

    /** A successful response to the purchase of {@link #NUMBER}, with an unknown field. */
    protected abstract String purchaseResponse();

    /** Responses to requests before the purchase, such as those about a messaging profile; none at most carriers. */
    protected List<String> responsesBeforePurchase() {
        return List.of();
    }

    /** Successful responses without the number, in the carrier's format. */
    protected abstract List<String> responsesWithoutTheNumber();

    /** A list's only page, with one number. */
    protected abstract String onlyPage();

    /** A list's first page of two, with one number. */
    protected abstract String firstPage();

    /** Second pages that make a list incomplete. */
    protected abstract List<String> invalidSecondPages();

    /** Responses to the configuration of the number {@code 9}; the last one is about another number. */
    protected abstract List<String> responsesConfiguringAnotherNumber();

    private StubCarrierServer serverSelling(String answer) {
        List<String> bodies = new ArrayList<>(responsesBeforePurchase());
        bodies.add(answer);
        return StubCarrierServer.respondingInTurn(bodies.toArray(String[]::new));
    }

    @Test
    void ignoresUnknownFields() {
        try (StubCarrierServer server = serverSelling(purchaseResponse())) {
            OrderOutcome outcome = item(connect(server.url()).order(purchase(NUMBER, "ours")));

            assertThat(outcome.e164()).isEqualTo(NUMBER);
            assertThat(outcome).isNotInstanceOf(OrderOutcome.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Bad Gateway</html>", "null", "[]", "\"ok\"", "{}", "{\"data\":{}}", "{\"data\":[]}" })
    void treatsAnEmptyPurchaseResponseAsUnknown(String body) {
        try (StubCarrierServer server = serverSelling(body)) {
            assertThat(failure(connect(server.url()).order(purchase(NUMBER, "ours"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void treatsAPurchaseResponseWithoutTheNumberAsUnknown() {
        assertThat(responsesWithoutTheNumber()).isNotEmpty().allSatisfy(body -> {
            try (StubCarrierServer server = serverSelling(body)) {
                assertThat(failure(connect(server.url()).order(purchase(NUMBER, "ours"))).failure())
                        .isEqualTo(OUTCOME_UNKNOWN);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Welcome</html>", "null", "[]", "\"ok\"", "{}", "{\"data\":", "{\"data\":7}" })
    void rejectsInvalidQueryResponses(String body) {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", body)) {
            Carrier client = connect(server.url());

            assertThat(failure(client.search(new NumberSearch("US", NumberType.LOCAL, null, 3))).failure())
                    .isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(client.findOrders("ours")).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(client.findByE164(NUMBER)).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(client.listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            if (client.capabilities().contains(Capability.PRICE_LIST)) {
                assertThat(failure(client.monthlyCosts("US")).failure()).isEqualTo(PROTOCOL_ERROR);
            }
            if (client.capabilities().contains(Capability.MESSAGE_LIST)) {
                assertThat(failure(client.findSent(text(NUMBER, "+14155550199"), Instant.now())).failure())
                        .isEqualTo(PROTOCOL_ERROR);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Welcome</html>", "null", "{}", "{\"data\":{}}", "{\"sid\":null}" })
    void treatsAMessageWithoutIdAsUnknown(String body) {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", body)) {
            assertThat(failure(connect(server.url()).send(text(NUMBER, "+14155550199"))).failure())
                    .isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void rejectsAConfigurationResponseAboutAnotherNumber() {
        try (StubCarrierServer server = StubCarrierServer
                .respondingInTurn(responsesConfiguringAnotherNumber().toArray(String[]::new))) {
            assertThat(failure(connect(server.url()).configure("9", WEBHOOKS)).failure())
                    .isIn(OUTCOME_UNKNOWN, PROTOCOL_ERROR);
        }
    }

    @Test
    void doesNotFollowRedirects() {
        try (StubCarrierServer elsewhere = StubCarrierServer.responding(200, "application/json", onlyPage());
                StubCarrierServer server = StubCarrierServer.redirectingTo(elsewhere.url())) {
            assertThat(failure(connect(server.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(connect(server.url()).release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(failure(connect(server.url()).order(purchase(NUMBER, "ours"))).kind()).isNotEqualTo(Kind.REFUSED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void rejectsDeeplyNestedJson() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json",
                "{\"data\":" + "[".repeat(500_000))) {
            assertThat(failure(connect(server.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void limitsTheHeaderSize() {
        try (StubCarrierServer server = new StubCarrierServer(carrier -> request -> {
            request.getResponseHeaders().set("X-Flood", "x".repeat(1_000_000));
            request.sendResponseHeaders(204, -1);
        })) {
            assertThat(failure(connect(server.url()).listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(failure(connect(server.url()).release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    /** A small compressed response may be large; compression is neither requested nor supported. */
    @Test
    void doesNotDecompressResponses() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(onlyPage().getBytes(StandardCharsets.UTF_8));
        }
        try (StubCarrierServer server = new StubCarrierServer(carrier -> request -> {
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.getResponseHeaders().set("Content-Encoding", "gzip");
            request.sendResponseHeaders(200, packed.size());
            request.getResponseBody().write(packed.toByteArray());
        })) {
            assertThat(failure(connect(server.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void appliesTheTotalTimeoutToASlowBody() {
        try (StubCarrierServer server = StubCarrierServer.respondingByteByByte()) {
            Carrier client = connect(server.url(), "total-timeout", "700ms");
            Instant started = Instant.now();

            assertThat(failure(client.release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(failure(client.listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void limitsTheResponseSize() {
        try (StubCarrierServer server = StubCarrierServer.respondingEndlessly()) {
            Instant started = Instant.now();

            assertThat(failure(connect(server.url(), "max-response-size", "1M", "total-timeout", "30s").listOwned()).failure())
                    .isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void listsTheNumbersOfOnePage() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", onlyPage())) {
            assertThat(item(connect(server.url()).listOwned())).hasSize(1);
        }
    }

    @Test
    void failsWhenAListIsIncomplete() {
        assertThat(invalidSecondPages()).isNotEmpty().allSatisfy(secondPage -> {
            try (StubCarrierServer server = StubCarrierServer.respondingInTurn(firstPage(), secondPage)) {
                assertThat(failure(connect(server.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            }
        });
    }

    @Test
    void failsWhenTheNextPageFails() {
        try (StubCarrierServer broken = StubCarrierServer.failingAfter(firstPage(), 503);
                StubCarrierServer closed = StubCarrierServer.closingConnectionAfter(firstPage())) {
            assertThat(failure(connect(broken.url()).listOwned()).kind()).isEqualTo(Kind.TRY_LATER);
            assertThat(failure(connect(closed.url()).listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(broken.requests()).hasSize(2);
        }
    }
}
