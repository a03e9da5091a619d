package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.InvalidResponseConformance;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.testing.StubCarrierServer;

@QuarkusTest
class TelnyxInvalidResponseTest extends InvalidResponseConformance implements TelnyxFixture {

    private static final String ORDER = """
            {"data":{"id":"o1","status":"pending","a_new_field":{"x":[1]},"phone_numbers":[
              {"id":"p1","phone_number":"%s","status":"pending"}]}}""";
    private static final String WAITING = ORDER.formatted(NUMBER).replace("\"id\":\"o1\"",
            "\"id\":\"o1\",\"requirements_met\":false,\"sub_number_orders_ids\":[\"s1\"]");
    private static final String NUMBER_1 = "{\"id\":\"1\",\"phone_number\":\"+14155550142\",\"status\":\"active\"}";
    private static final String PAGE = "{\"data\":[%s],\"meta\":{\"page_number\":1,\"total_pages\":%d,\"total_results\":%d}}";

    @Override
    protected List<String> responsesBeforePurchase() {
        return List.of("{\"data\":[{\"id\":\"4001767e-ce0f-4cae-9d5f-0d5e636e7809\",\"name\":\"Conformance\"}]}",
                "{\"data\":[{\"id\":\"1293384261075731499\",\"friendly_name\":\"Conformance\"}]}");
    }

    @Override
    protected String purchaseResponse() {
        return ORDER.formatted(NUMBER);
    }

    @Override
    protected List<String> responsesWithoutTheNumber() {
        return List.of(ORDER.formatted("+14155550143"), ORDER.formatted("(415) 555-0142"),
                "{\"data\":{\"id\":\"o1\",\"status\":\"success\"}}", "{\"data\":{\"phone_numbers\":[{}]}}",
                "{\"errors\":[{\"code\":\"10015\"}]}", ORDER.formatted(NUMBER).substring(0, 80));
    }

    @Override
    protected List<String> responsesConfiguringAnotherNumber() {
        return List.of(responsesBeforePurchase().get(0), responsesBeforePurchase().get(1), "{\"data\":{}}", "{\"data\":{}}",
                "{\"data\":" + NUMBER_1 + "}");
    }

    @Override
    protected String onlyPage() {
        return PAGE.formatted(NUMBER_1, 1, 1);
    }

    @Override
    protected String firstPage() {
        return PAGE.formatted(NUMBER_1, 2, 2);
    }

    @Override
    protected List<String> invalidSecondPages() {
        return List.of("<html></html>", "{\"data\":[", "{\"data\":[]}", "{\"meta\":{\"total_pages\":2,\"total_results\":2}}",
                PAGE.formatted("", 2, 2), PAGE.formatted(NUMBER_1, 2, 2), PAGE.formatted("{\"id\":\"2\"}", 2, 2),
                PAGE.formatted(NUMBER_1.replace("\"1\"", "\"2\"") + "," + NUMBER_1.replace("\"1\"", "\"3\""), 2, 2));
    }

    @Test
    void failsAnOrderWithoutDocumentsOnlyAfterCancellingIt() {
        try (StubCarrierServer cancelled = StubCarrierServer.respondingInTurn(responsesBeforePurchase().get(0),
                responsesBeforePurchase().get(1), WAITING, "{\"data\":{}}");
                StubCarrierServer uncertain = StubCarrierServer.respondingInTurn(responsesBeforePurchase().get(0),
                        responsesBeforePurchase().get(1), WAITING,
                        "<html></html>")) {
            assertThat(item(connect(cancelled.url()).order(purchase(NUMBER, "ours"))))
                    .isEqualTo(new OrderOutcome.Failed(NUMBER, CarrierFailure.REGULATORY_REQUIRED));
            assertThat(item(connect(uncertain.url()).order(purchase(NUMBER, "ours"))))
                    .isEqualTo(new OrderOutcome.Pending(NUMBER));
            assertThat(cancelled.requests()).last().isEqualTo("PATCH /v2/sub_number_orders/s1/cancel");
        }
    }
}
