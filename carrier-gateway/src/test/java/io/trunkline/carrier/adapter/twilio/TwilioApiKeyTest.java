package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.StubCarrierServer;

/** A standard API key may not read the account resource, and may do everything else. */
@QuarkusTest
class TwilioApiKeyTest extends TwilioAdapterTest {

    private static final String ACCOUNT = "AC" + "1".repeat(32);
    private static final String FORBIDDEN = "{\"code\":20003,\"status\":401}";

    @Test
    void verifiesAStandardKeyWithoutTheAccountResource() {
        try (StubCarrierServer server = accountForbidden(200, "{\"incoming_phone_numbers\":[],\"next_page_uri\":null}")) {
            item(connected(server, "SK" + "2".repeat(32)).verify());

            assertThat(server.requests()).noneMatch(request -> request.contains("/" + ACCOUNT + ".json"));
        }
    }

    @Test
    void aRejectedKeyIsStillAccountWide() {
        try (StubCarrierServer server = accountForbidden(401, FORBIDDEN)) {
            CarrierException failure = failure(connected(server, "SK" + "2".repeat(32)).verify());

            assertThat(failure.failure()).isEqualTo(CarrierFailure.CARRIER_AUTH);
            assertThat(failure.isAccountWide()).isTrue();
        }
    }

    @Test
    void verifiesAnAccountsOwnCredentialsWithTheAccountResource() {
        try (StubCarrierServer server = accountForbidden(200, "{\"incoming_phone_numbers\":[],\"next_page_uri\":null}")) {
            assertThat(failure(connected(server, null).verify()).failure()).isEqualTo(CarrierFailure.CARRIER_AUTH);
        }
    }

    private static StubCarrierServer accountForbidden(int status, String otherBody) {
        return new StubCarrierServer(carrier -> request -> {
            boolean account = request.getRequestURI().getPath().endsWith("/" + ACCOUNT + ".json");
            byte[] body = (account ? FORBIDDEN : otherBody).getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(account ? 401 : status, body.length);
            request.getResponseBody().write(body);
        });
    }

    private Carrier connected(StubCarrierServer server, String user) {
        return user == null ? twilio(server.url(), "account-sid", ACCOUNT)
                : twilio(server.url(), "account-sid", ACCOUNT, "api-user", user, "api-secrets", "secret");
    }
}
