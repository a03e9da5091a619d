package io.trunkline.carrier.adapter.example;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.InvalidResponseConformance;

@QuarkusTest
class ExampleInvalidResponseTest extends InvalidResponseConformance implements ExampleFixture {

    private static final String OWNED = """
            {"id":"N1","account":"A1","number":"+14155550142","tag":"ours","can":["voice","sms","rcs"],"aNewField":{"x":[1]}}""";
    private static final String PAGE = "{\"numbers\":[%s],\"next\":%s}";

    @Override
    protected String purchaseResponse() {
        return OWNED;
    }

    @Override
    protected List<String> responsesWithoutTheNumber() {
        return List.of(OWNED.replace("0142", "0143"), OWNED.replace("+1", "1"), OWNED.replace("\"N1\"", "null"),
                OWNED.substring(0, 60), "{\"code\":201}");
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
        return PAGE.formatted(OWNED, "\"N1\"");
    }

    @Override
    protected List<String> invalidSecondPages() {
        return List.of("<html></html>", "{\"numbers\":[" + OWNED, "{\"numbers\":[]}", "{\"next\":null}",
                PAGE.formatted("{\"id\":\"N2\"}", "null"), PAGE.formatted(OWNED, "\"N1\""));
    }
}
