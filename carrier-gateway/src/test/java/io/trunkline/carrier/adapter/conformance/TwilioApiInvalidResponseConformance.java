package io.trunkline.carrier.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.StubCarrierServer;

/** Invalid responses in the format of the REST API 2010-04-01. */
public abstract class TwilioApiInvalidResponseConformance extends InvalidResponseConformance {

    private static final String OWNED = """
            {"sid":"PN1","account_sid":"AC1","phone_number":"+14155550142","friendly_name":"ours","a_new_field":{"x":[1]},
             "capabilities":{"Voice":true,"SMS":true,"rcs":true},"date_created":"yesterday","bundle_sid":null}""";
    private static final String PAGE = "{\"incoming_phone_numbers\":[%s],\"next_page_uri\":%s}";
    private static final String NEXT = "\"https://elsewhere.example.com/2010-04-01/x.json?PageSize=1&Page=1&PageToken=PAPN1\"";

    @Override
    protected String purchaseResponse() {
        return OWNED;
    }

    @Override
    protected List<String> responsesWithoutTheNumber() {
        return List.of("{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":\"+1415555",
                "{\"sid\":null,\"account_sid\":\"AC1\",\"phone_number\":\"+14155550142\"}",
                "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":\"(415) 555-0142\"}",
                "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":{\"e164\":\"+14155550142\"}}",
                "{\"sid\":\"PN1\",\"phone_number\":\"+14155550142\"}",
                "{\"code\":21422,\"message\":\"not available\",\"status\":400}");
    }

    @Override
    protected List<String> responsesConfiguringAnotherNumber() {
        return List.of(OWNED);
    }

    @Override
    protected String onlyPage() {
        return PAGE.formatted(OWNED, "null");
    }

    @Override
    protected String firstPage() {
        return PAGE.formatted(OWNED, NEXT);
    }

    @Override
    protected List<String> invalidSecondPages() {
        return List.of("<html></html>", "{\"incoming_phone_numbers\":[" + OWNED, "{\"incoming_phone_numbers\":[]}",
                "{\"next_page_uri\":null}", PAGE.formatted("{\"sid\":\"PN2\"}", "null"), PAGE.formatted(OWNED, NEXT));
    }

    @Test
    void returnsTheOtherNumberThatTheCarrierSold() {
        String answer = OWNED.replace("+14155550142", "+14155550143").replace("\"ours\"", "\"another\"");
        try (StubCarrierServer server = StubCarrierServer.responding(201, "application/json", answer)) {
            assertThat(item(connect(server.url()).order(purchase(NUMBER, "ours")))).isInstanceOfSatisfying(
                    OrderOutcome.Owned.class, owned -> {
                        assertThat(owned.number().carrierNumberId()).isEqualTo("PN1");
                        assertThat(owned.number().e164()).isEqualTo("+14155550143");
                        assertThat(owned.number().reference()).as("not ours").isEqualTo("another");
                    });
        }
    }

    @Test
    void acceptsOtherFormsOfDatesAndCapabilities() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", onlyPage())) {
            OwnedNumber number = item(connect(server.url()).listOwned()).get(0);

            assertThat(number.capabilities().voice()).isTrue();
            assertThat(number.capabilities().sms()).isTrue();
            assertThat(number.capabilities().mms()).isFalse();
            assertThat(number.ownedSince()).isNull();
        }
    }

    @Test
    void requestsFurtherPagesFromTheConfiguredHostOnly() {
        try (StubCarrierServer server = StubCarrierServer.respondingInTurn(firstPage(), PAGE.formatted("", "null"))) {
            assertThat(item(connect(server.url()).listOwned())).hasSize(1);

            assertThat(server.requests()).hasSize(2).last().asString().contains("/2010-04-01/Accounts/")
                    .contains("Page=1").contains("PageToken=PAPN1");
        }
    }
}
