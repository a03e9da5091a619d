package io.trunkline.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.atlassian.oai.validator.whitelist.rule.WhitelistRules;

import io.trunkline.simulator.Api.Exchange;

/** Validates requests and responses against Twilio's OpenAPI document. */
final class TwilioContract {

    private final OpenApiInteractionValidator validator;

    TwilioContract(Path document) {
        // The document declares a price as a number and writes it as text in its example.
        // The validator converts a form to JSON first and reads "+14155550100" as a number, which is a defect of the validator.
        validator = OpenApiInteractionValidator.createForSpecificationUrl(document.toUri().toString())
                .withWhitelist(ValidationErrorsWhitelist.create().withRule("digits in a form",
                        WhitelistRules.allOf(WhitelistRules.isRequest(), WhitelistRules.messageContainsRegexp(
                                "Instance type \\(integer\\) does not match any allowed primitive type \\(allowed: \\[.string.]")))
                        .withRule("prices", WhitelistRules.allOf(WhitelistRules.isResponse(),
                                WhitelistRules.messageContainsRegexp(
                                        "/phone_number_prices/\\d+/(base|current)_price'\\] Instance type \\(string\\)"))))
                .build();
    }

    /** Fails unless the request and the response match the document. */
    Exchange check(Exchange exchange) {
        ValidationReport report = validator.validate(request(exchange), response(exchange));
        List<String> errors = report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(Object::toString).toList();
        assertThat(errors).as("%s %s -> %s", exchange.request().method(), exchange.path(), exchange.response().body())
                .isEmpty();
        return exchange;
    }

    private static Request request(Exchange exchange) {
        String[] parts = exchange.path().split("\\?", 2);
        SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.request().method(), parts[0]);
        exchange.request().headers().map().forEach((name, values) -> values.forEach(value -> request.withHeader(name, value)));
        if (parts.length == 2) {
            for (String pair : parts[1].split("&")) {
                String[] nameAndValue = pair.split("=", 2);
                request.withQueryParam(decode(nameAndValue[0]), decode(nameAndValue[1]));
            }
        }
        return exchange.requestBody() == null ? request.build() : request.withBody(exchange.requestBody()).build();
    }

    private static SimpleResponse response(Exchange exchange) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
        exchange.response().headers().map()
                .forEach((name, values) -> values.forEach(value -> response.withHeader(name, value)));
        return exchange.response().body().isEmpty() ? response.build() : response.withBody(exchange.response().body()).build();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
