package io.trunkline.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.atlassian.oai.validator.whitelist.rule.WhitelistRules;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.OpenApiDocuments;
import io.trunkline.carrier.testing.RecordingProxy;
import io.trunkline.carrier.testing.RecordingProxy.Exchange;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/** Every kind of request the adapter makes and every answer it reads, judged by Twilio's own OpenAPI document. */
@QuarkusTest
class TwilioContractTest extends TwilioAdapterTest {

    private static OpenApiInteractionValidator document;

    private RecordingProxy proxy;
    private Carrier twilio;

    @BeforeAll
    static void read() {
        // The validator turns a form into JSON first and takes "+14155550142" for an integer: its flaw, not the form's.
        document = OpenApiInteractionValidator
                .createForSpecificationUrl(OpenApiDocuments.require("twilio_api_v2010.json").toUri().toString())
                .withWhitelist(ValidationErrorsWhitelist.create().withRule("digits in a form",
                        WhitelistRules.allOf(WhitelistRules.isRequest(), WhitelistRules.messageContainsRegexp(
                                "Instance type \\(integer\\) does not match any allowed primitive type \\(allowed: \\[.string.]"))))
                .build();
    }

    @BeforeEach
    void connect() {
        proxy = new RecordingProxy(CarrierSimulator.of("twilio"));
        twilio = twilio(proxy.url(), "total-timeout", "10s");
    }

    @AfterEach
    void disconnect() {
        proxy.close();
    }

    @Test
    void searches() {
        item(twilio.search(new NumberSearch("US", NumberType.LOCAL, "206", 5)));
        item(twilio.search(new NumberSearch("US", NumberType.TOLL_FREE, null, 5)));
        item(twilio.search(new NumberSearch("US", NumberType.LOCAL, "206", "55", new Capabilities(true, true, true), "Seattle",
                5)));
        item(twilio.search(new NumberSearch("CA", NumberType.LOCAL, null, 100)));
        item(twilio.search(new NumberSearch("GB", NumberType.MOBILE, "7", 5)));

        assertThat(violations()).isEmpty();
        assertThat(proxy.exchanges()).hasSize(5);
    }

    @Test
    void theLifeOfANumber() {
        String reference = UUID.randomUUID().toString();

        OwnedNumber number = owned(twilio.order(purchase(anyNumber(), reference)));
        item(twilio.findOrders(reference));
        item(twilio.findByE164(number.e164()));
        item(twilio.configure(number.carrierNumberId(), WEBHOOKS));
        item(twilio.listOwned());
        item(twilio.release(number.carrierNumberId()));

        assertThat(violations()).isEmpty();
        assertThat(proxy.exchanges()).extracting(Exchange::status).containsExactly(201, 200, 200, 200, 200, 204);
    }

    @Test
    void messages() {
        String from = owned(twilio.order(purchase(anyNumber(), "sender"))).e164();
        MessageToSend text = new MessageToSend(from, "+14155550199", "Größe 👋 & a=b", List.of(), WEBHOOKS);
        MessageToSend media = new MessageToSend(from, "+14155550199", null,
                List.of("https://example.com/a.png", "https://example.com/b.png"), WEBHOOKS);

        item(twilio.send(text));
        item(twilio.send(media));
        item(twilio.findSent(text, Instant.now()));

        assertThat(violations()).isEmpty();
    }

    @Test
    void requestsThatAreRefusedAreInFormToo() {
        String number = anyNumber();
        owned(twilio.order(purchase(number, "one")));

        failure(twilio.order(purchase(number, "another")));
        failure(twilio.send(new MessageToSend("+14158675309", "+14155550199", "hello", List.of(), WEBHOOKS)));
        failure(twilio.release("PN" + "0".repeat(32)));

        assertThat(violations()).isEmpty();
        assertThat(proxy.exchanges()).extracting(Exchange::status).containsExactly(201, 400, 400, 404);
    }

    /** The judge is only worth something if it convicts. */
    @Test
    void theDocumentConvictsWhatIsWrong() {
        owned(twilio.order(purchase(anyNumber(), "judged")));
        Exchange good = proxy.exchanges().get(0);

        assertThat(violations(new Exchange("GET", good.target().replace("Incoming", "Outgoing"), good.headers(), "", 200,
                good.answerHeaders(), good.answer()))).isNotEmpty();
        assertThat(violations(new Exchange("POST", good.target().replace("IncomingPhoneNumbers", "Messages"), good.headers(),
                "Body=to+nobody", 201, good.answerHeaders(), good.answer()))).isNotEmpty();
        assertThat(violations(new Exchange("POST", good.target(), good.headers(), good.body(), 201, good.answerHeaders(),
                good.answer().replaceFirst("\"sid\":\"PN", "\"sid\":\"")))).isNotEmpty();
    }

    private List<String> violations() {
        return proxy.exchanges().stream().flatMap(exchange -> violations(exchange).stream()).toList();
    }

    /** The document describes successes only, so an error answer is not judged. */
    private static List<String> violations(Exchange exchange) {
        Request request = request(exchange);
        ValidationReport report = exchange.status() < 300 ? document.validate(request, response(exchange))
                : document.validateRequest(request);
        return report.getMessages().stream().filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> exchange.method() + " " + exchange.target() + ": " + message).toList();
    }

    private static Request request(Exchange exchange) {
        String[] pathAndQuery = exchange.target().split("\\?", 2);
        SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), pathAndQuery[0]);
        exchange.headers().forEach((name, values) -> values.forEach(value -> request.withHeader(name, value)));
        if (pathAndQuery.length == 2) {
            Stream.of(pathAndQuery[1].split("&")).map(pair -> pair.split("=", 2))
                    .forEach(pair -> request.withQueryParam(decode(pair[0]), decode(pair[1])));
        }
        return exchange.body().isEmpty() ? request.build() : request.withBody(exchange.body()).build();
    }

    private static SimpleResponse response(Exchange exchange) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
        exchange.answerHeaders().forEach((name, values) -> values.forEach(value -> response.withHeader(name, value)));
        return exchange.answer().isEmpty() ? response.build() : response.withBody(exchange.answer()).build();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
