package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.AdapterTest;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.Capabilities;

/** What a number supports is what Telnyx reports; what it does not report is not claimed. */
@QuarkusTest
class TelnyxCapabilitiesTest extends AdapterTest implements TelnyxFixture {

    private static final String NUMBER = """
            {"data":[{"id":"1","phone_number":"+14155550142","status":"active","messaging_profile_id":"p1"}],
             "meta":{"total_pages":1,"total_results":1}}""";
    private static final String WORKS = "{'domestic_two_way':true}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{'sms':" + WORKS + ",'mms':" + WORKS + "} | true  | true",
            "{'sms':" + WORKS + ",'mms':null}          | true  | false",
            "{'sms':{'domestic_two_way':false}}        | false | false",
            "{}                                        | false | false",
            "null                                      | false | false" })
    void claimsOnlyWhatIsReported(String features, boolean sms, boolean mms) {
        String settings = ("{'data':{'id':'1','features':" + features + "}}").replace('\'', '"');
        try (StubCarrierServer server = StubCarrierServer.respondingInTurn(NUMBER, settings)) {
            assertThat(item(connect(server.url()).findByE164("+14155550142")).orElseThrow().capabilities())
                    .isEqualTo(new Capabilities(false, sms, mms));
        }
    }
}
