package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/** The parameters of searches, and the matching of their results. */
@QuarkusTest
class TwilioSearchTest extends TwilioAdapterTest {

    private static final String FROM = "+14155550142";
    private static final String TO = "+14155550199";
    private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SENT = """
            {"messages":[
              {"sid":"SM1","body":"hello","num_media":"0","date_created":"Fri, 20 Nov 2026 12:00:01 +0000"},
              {"sid":"MM2","body":"hello","num_media":"2","date_created":"Fri, 20 Nov 2026 12:00:02 +0000"},
              {"sid":"SM3","body":"Sent from your Twilio trial account - hello","num_media":"0",
               "date_created":"Fri, 20 Nov 2026 12:00:03 +0000"},
              {"sid":"SM4","body":"He wrote hello","num_media":"0","date_created":"Fri, 20 Nov 2026 12:00:04 +0000"},
              {"sid":"SM5","body":"hello","num_media":"0","date_created":"Fri, 20 Nov 2026 11:59:59 +0000"},
              {"sid":"SM6","body":"hello","date_created":"Fri, 20 Nov 2026 12:00:06 +0000"}]}""";

    @Test
    void searchesAnAreaCodeAsNumberPrefixOutsideTheUs() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json",
                "{\"available_phone_numbers\":[]}")) {
            item(twilio(server.url()).search(new NumberSearch("GB", NumberType.LOCAL, "20", 3)));
            item(twilio(server.url()).search(new NumberSearch("GB", NumberType.LOCAL, null, 3)));
            item(twilio(server.url()).search(new NumberSearch("US", NumberType.LOCAL, "206", 3)));

            assertThat(server.requests().get(0)).contains("Contains=%2B4420&").doesNotContain("AreaCode");
            assertThat(server.requests().get(1)).doesNotContain("Contains");
            assertThat(server.requests().get(2)).contains("AreaCode=206").doesNotContain("Contains");
        }
    }

    @Test
    void sendsAllSearchCriteriaAndRejectsUnsupportedOnes() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json",
                "{\"available_phone_numbers\":[]}")) {
            item(twilio(server.url()).search(new NumberSearch("US", NumberType.LOCAL, "206", "77",
                    new Capabilities(true, true, true), "Seattle", 3)));
            item(twilio(server.url())
                    .search(new NumberSearch("US", NumberType.TOLL_FREE, null, null, NumberSearch.ANY_CAPABILITIES,
                            null, 3)));
            assertThat(failure(twilio(server.url()).search(new NumberSearch("GB", NumberType.LOCAL, "20", "77",
                    NumberSearch.ANY_CAPABILITIES, null, 3))).failure()).isEqualTo(CarrierFailure.NOT_SUPPORTED);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0)).contains("AreaCode=206", "Contains=77", "VoiceEnabled=true",
                    "SmsEnabled=true", "MmsEnabled=true", "InLocality=Seattle");
            assertThat(server.requests().get(1)).doesNotContain("Enabled", "Contains", "AreaCode", "InLocality");
        }
    }

    @Test
    void recognisesASentMessageByTextAndMediaCount() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", SENT)) {
            assertThat(item(twilio(server.url()).findSent(text(List.of()), SINCE))).extracting(SentMessage::carrierMessageId)
                    .containsExactly("SM1", "SM3", "SM6");
            assertThat(item(twilio(server.url()).findSent(text(List.of("https://a.example/1", "https://a.example/2")), SINCE)))
                    .extracting(SentMessage::carrierMessageId).containsExactly("MM2");
            assertThat(item(twilio(server.url()).findSent(text(List.of("https://a.example/1")), SINCE))).isEmpty();
        }
    }

    private static MessageToSend text(List<String> media) {
        return new MessageToSend(FROM, TO, "hello", media, WEBHOOKS);
    }
}
