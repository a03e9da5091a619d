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
import io.trunkline.carrier.testing.HostileCarrier;
import io.trunkline.events.NumberType;

/** An answer is somebody else's bytes: it is bounded, judged, and never taken for more than it says. */
public abstract class HostileConformance extends AdapterTest {

    protected static final String NUMBER = "+14155550142";

    /** The success of a purchase of {@link #NUMBER}, with a field that no version has yet. */
    protected abstract String sold();

    /** Answers a purchase asks for before it, such as those about a messaging profile; none at most carriers. */
    protected List<String> before() {
        return List.of();
    }

    /** Successes that do not name the number, in the carrier's form. */
    protected abstract List<String> notNamingTheNumber();

    /** A list's only page, with one number. */
    protected abstract String onlyPage();

    /** A list's first page of two, with one number. */
    protected abstract String firstPage();

    /** What breaks off a list after {@link #firstPage}. */
    protected abstract List<String> brokenSecondPages();

    /** Answers to a configuration of the number {@code 9} of which the last one is about another number. */
    protected abstract List<String> configuringAnother();

    private HostileCarrier selling(String answer) {
        List<String> bodies = new ArrayList<>(before());
        bodies.add(answer);
        return HostileCarrier.answeringInTurn(bodies.toArray(String[]::new));
    }

    @Test
    void fieldsOfALaterVersionAreNoObstacle() {
        try (HostileCarrier hostile = selling(sold())) {
            OrderOutcome outcome = item(connect(hostile.url()).order(purchase(NUMBER, "ours")));

            assertThat(outcome.e164()).isEqualTo(NUMBER);
            assertThat(outcome).isNotInstanceOf(OrderOutcome.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Bad Gateway</html>", "null", "[]", "\"ok\"", "{}", "{\"data\":{}}", "{\"data\":[]}" })
    void aSuccessThatSaysNothingLeavesThePurchaseInDoubt(String body) {
        try (HostileCarrier hostile = selling(body)) {
            assertThat(failure(connect(hostile.url()).order(purchase(NUMBER, "ours"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void aSuccessThatDoesNotNameTheNumberLeavesThePurchaseInDoubt() {
        assertThat(notNamingTheNumber()).isNotEmpty().allSatisfy(body -> {
            try (HostileCarrier hostile = selling(body)) {
                assertThat(failure(connect(hostile.url()).order(purchase(NUMBER, "ours"))).failure())
                        .isEqualTo(OUTCOME_UNKNOWN);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Welcome</html>", "null", "[]", "\"ok\"", "{}", "{\"data\":", "{\"data\":7}" })
    void aQuestionIsNotAnsweredByWhatSaysNothing(String body) {
        try (HostileCarrier hostile = HostileCarrier.answering(200, "application/json", body)) {
            Carrier asked = connect(hostile.url());

            assertThat(failure(asked.search(new NumberSearch("US", NumberType.LOCAL, null, 3))).failure())
                    .isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(asked.findOrders("ours")).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(asked.findByE164(NUMBER)).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(asked.listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            if (asked.capabilities().contains(Capability.PRICE_LIST)) {
                assertThat(failure(asked.monthlyCosts("US")).failure()).isEqualTo(PROTOCOL_ERROR);
            }
            if (asked.capabilities().contains(Capability.MESSAGE_LIST)) {
                assertThat(failure(asked.findSent(text(NUMBER, "+14155550199"), Instant.now())).failure())
                        .isEqualTo(PROTOCOL_ERROR);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Welcome</html>", "null", "{}", "{\"data\":{}}", "{\"sid\":null}" })
    void aMessageWithoutAnIdIsInDoubt(String body) {
        try (HostileCarrier hostile = HostileCarrier.answering(200, "application/json", body)) {
            assertThat(failure(connect(hostile.url()).send(text(NUMBER, "+14155550199"))).failure())
                    .isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void theConfigurationOfAnotherNumberIsNoSuccess() {
        try (HostileCarrier hostile = HostileCarrier.answeringInTurn(configuringAnother().toArray(String[]::new))) {
            assertThat(failure(connect(hostile.url()).configure("9", WEBHOOKS)).failure())
                    .isIn(OUTCOME_UNKNOWN, PROTOCOL_ERROR);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        try (HostileCarrier elsewhere = HostileCarrier.answering(200, "application/json", onlyPage());
                HostileCarrier hostile = HostileCarrier.redirectingTo(elsewhere.url())) {
            assertThat(failure(connect(hostile.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(failure(connect(hostile.url()).release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(failure(connect(hostile.url()).order(purchase(NUMBER, "ours"))).kind()).isNotEqualTo(Kind.REFUSED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anAnswerNestedWithoutEndIsNotUnderstood() {
        try (HostileCarrier hostile = HostileCarrier.answering(200, "application/json", "{\"data\":" + "[".repeat(500_000))) {
            assertThat(failure(connect(hostile.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void headersWithoutEndAreNotRead() {
        try (HostileCarrier hostile = new HostileCarrier(carrier -> request -> {
            request.getResponseHeaders().set("X-Flood", "x".repeat(1_000_000));
            request.sendResponseHeaders(204, -1);
        })) {
            assertThat(failure(connect(hostile.url()).listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(failure(connect(hostile.url()).release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    /** Unpacked, a small answer may be a large one: nothing packed is asked for, and nothing is unpacked. */
    @Test
    void aPackedAnswerIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(onlyPage().getBytes(StandardCharsets.UTF_8));
        }
        try (HostileCarrier hostile = new HostileCarrier(carrier -> request -> {
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.getResponseHeaders().set("Content-Encoding", "gzip");
            request.sendResponseHeaders(200, packed.size());
            request.getResponseBody().write(packed.toByteArray());
        })) {
            assertThat(failure(connect(hostile.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void anAnswerThatDripsEndsWithTheTotalTimeout() {
        try (HostileCarrier hostile = HostileCarrier.dripping()) {
            Carrier impatient = connect(hostile.url(), "total-timeout", "700ms");
            Instant started = Instant.now();

            assertThat(failure(impatient.release("1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(failure(impatient.listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        try (HostileCarrier hostile = HostileCarrier.flooding()) {
            Instant started = Instant.now();

            assertThat(failure(connect(hostile.url(), "max-answer", "1M", "total-timeout", "30s").listOwned()).failure())
                    .isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aListIsWhole() {
        try (HostileCarrier hostile = HostileCarrier.answering(200, "application/json", onlyPage())) {
            assertThat(item(connect(hostile.url()).listOwned())).hasSize(1);
        }
    }

    @Test
    void aListThatBreaksOffIsAFailureAndNoShorterList() {
        assertThat(brokenSecondPages()).isNotEmpty().allSatisfy(secondPage -> {
            try (HostileCarrier hostile = HostileCarrier.answeringInTurn(firstPage(), secondPage)) {
                assertThat(failure(connect(hostile.url()).listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            }
        });
    }

    @Test
    void aListWhoseNextPageFailsIsAFailureAndNoShorterList() {
        try (HostileCarrier broken = HostileCarrier.failingAfter(firstPage(), 503);
                HostileCarrier gone = HostileCarrier.hangingUpAfter(firstPage())) {
            assertThat(failure(connect(broken.url()).listOwned()).kind()).isEqualTo(Kind.TRY_LATER);
            assertThat(failure(connect(gone.url()).listOwned()).failure()).isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(broken.requests()).hasSize(2);
        }
    }
}
