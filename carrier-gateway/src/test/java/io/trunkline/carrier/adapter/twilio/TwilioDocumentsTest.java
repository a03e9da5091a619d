package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.http.RegulatoryDocuments;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.RecordingProxy;
import io.trunkline.carrier.testing.RecordingProxy.Exchange;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.NumberType;

/** Search and purchase of numbers that need an address or documents. */
@QuarkusTest
class TwilioDocumentsTest extends TwilioAdapterTest {

    private static final String ADDRESS = "AD" + "0".repeat(32);
    private static final String US_ADDRESS = "AD" + "0".repeat(31) + "1";
    private static final String BUNDLE = "BU" + "0".repeat(32);
    private static final String IDENTITY = "RI" + "0".repeat(32);
    private static final String NO_NUMBERS = "{\"available_phone_numbers\":[]}";
    private static final String MOBILE = "+447400123456";
    private static final String LONDON = "+442079460000";

    @ParameterizedTest(name = "{0} excludes {2}")
    @CsvSource({ "GB=AD00000000000000000000000000000000, GB, ExcludeForeign",
            "GB=AD00000000000000000000000000000000@GB, GB, ExcludeForeign",
            "GB=AD00000000000000000000000000000000@US, GB, ExcludeLocal",
            "GB=BU00000000000000000000000000000000, GB, ExcludeAll",
            "GB:mobile=AD00000000000000000000000000000000, GB, ExcludeAll",
            "GB=AD00000000000000000000000000000000, US, ExcludeAll" })
    void excludesOnlyNumbersWhoseAddressIsMissing(String documents, String country, String excluded) {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", NO_NUMBERS)) {
            item(twilio(server.url(), "documents", documents)
                    .search(new NumberSearch(country, NumberType.LOCAL, null, 3)));

            assertThat(Stream.of("ExcludeAll", "ExcludeLocal", "ExcludeForeign")
                    .filter(name -> server.requests().get(0).contains(name + "AddressRequired=true")))
                    .containsExactly(excluded);
        }
    }

    @Test
    void sendsTheDocumentsOfTheNumberWithThePurchase() {
        try (RecordingProxy proxy = new RecordingProxy(CarrierSimulator.of("twilio"))) {
            Carrier twilio = twilio(proxy.url(), "documents",
                    "GB=" + ADDRESS + ",GB:mobile=" + US_ADDRESS + "@US+" + BUNDLE + "+" + IDENTITY);
            List.of(MOBILE, LONDON, anyNumber()).forEach(
                    number -> item(twilio.order(purchase(number, "documents")).onFailure().recoverWithNull()));

            assertThat(proxy.exchanges()).extracting(Exchange::body).satisfiesExactly(
                    mobile -> assertThat(mobile).contains("AddressSid=" + US_ADDRESS, "BundleSid=" + BUNDLE,
                            "IdentitySid=" + IDENTITY).doesNotContain("@"),
                    london -> assertThat(london).contains("AddressSid=" + ADDRESS).doesNotContain("Bundle", "Identity"),
                    american -> assertThat(american).contains("PhoneNumber=")
                            .doesNotContain("Address", "Bundle", "Identity"));
        }
    }

    @Test
    void reportsMissingDocuments() {
        assertThat(failure(
                twilio(CarrierSimulator.of("twilio"), "documents", "GB=" + ADDRESS)
                        .order(purchase("+447400123458", "no bundle")))
                .failure())
                .isEqualTo(CarrierFailure.REGULATORY_REQUIRED);
        assertThat(failure(
                twilio(CarrierSimulator.of("twilio"), "documents", "GB=" + BUNDLE)
                        .order(purchase("+447400123458", "no address")))
                .failure())
                .isEqualTo(CarrierFailure.ADDRESS_REQUIRED);
        assertThat(failure(twilio(CarrierSimulator.of("twilio"), "documents", "GB=" + US_ADDRESS + "@US")
                .order(purchase("+442079460001", "no address in Britain"))).failure())
                .isEqualTo(CarrierFailure.ADDRESS_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GB=AD1", "GB=PN00000000000000000000000000000000", "GB=BU00000000000000000000000000000000@US",
            "GB=AD00000000000000000000000000000000+AD00000000000000000000000000000001" })
    void rejectsInvalidDocuments(String entry) {
        RegulatoryDocuments documents = new RegulatoryDocuments.Parser().convert(entry);

        assertThatThrownBy(() -> new TwilioDocuments(List.of(documents)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
