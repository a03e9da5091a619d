package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.kit.secret.SecretFiles;

/** Configuration of accounts by environment variables, as in the documentation. */
@QuarkusTest
class TwilioConfigTest extends GatewayTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final String PREFIX = "TRUNKLINE_CARRIERS_TWILIO_";

    @Test
    void readsAdditionalAccountsFromTheEnvironment() {
        TwilioConfig config = environment(Map.of(PREFIX + "ACCOUNT_SID", "AC0", PREFIX + "AUTH_TOKENS", "old,new",
                PREFIX + "ACCOUNTS_WEST_ACCOUNT_SID", "AC1", PREFIX + "ACCOUNTS_WEST_AUTH_TOKENS", "one",
                PREFIX + "ACCOUNTS_ACME2_ACCOUNT_SID", "AC2", PREFIX + "ACCOUNTS_ACME2_API_USER", "SK2",
                PREFIX + "ACCOUNTS_ACME2_API_SECRETS", "two"));

        assertThat(config.main().authTokens()).contains(List.of("old", "new"));
        assertThat(config.accounts()).containsOnlyKeys("west", "acme2");
        assertThat(config.accounts().get("west").accountSid()).contains("AC1");
        assertThat(config.accounts().get("acme2").apiUser()).contains("SK2");
    }

    @Test
    void requiresASecretOfTheApiUser() {
        TwilioConfig config = environment(Map.of(PREFIX + "ACCOUNTS_A_ACCOUNT_SID", "AC1", PREFIX + "ACCOUNTS_A_AUTH_TOKENS",
                "one", PREFIX + "ACCOUNTS_A_API_USER", "SK1", PREFIX + "ACCOUNTS_B_ACCOUNT_SID", "AC2",
                PREFIX + "ACCOUNTS_B_AUTH_TOKENS", "two"));

        assertThat(new TwilioAccounts(config, new SecretFiles(), new ObjectMapper()).all()).filteredOn(Carrier::isConfigured)
                .extracting(Carrier::name).containsExactly("twilio-b");
    }

    @Test
    void callsWithAnApiKey() {
        assertThat(eastern(CarrierSimulator.API_SECRET).verify().await().atMost(WAIT)).isNull();
        assertThatThrownBy(() -> eastern("guessed").verify().await().atMost(WAIT)).isInstanceOfSatisfying(
                CarrierException.class, refused -> assertThat(refused.failure()).isEqualTo(CarrierFailure.CARRIER_AUTH));
    }

    private static Carrier eastern(String secret) {
        TwilioConfig config = environment(Map.of(PREFIX + "BASE_URL", CarrierSimulator.of("twilio").toString(),
                PREFIX + "ACCOUNTS_EAST_ACCOUNT_SID", CarrierSimulator.EAST, PREFIX + "ACCOUNTS_EAST_API_USER",
                CarrierSimulator.API_KEY, PREFIX + "ACCOUNTS_EAST_API_SECRETS", secret));
        return new TwilioAccounts(config, new SecretFiles(), new ObjectMapper()).all().get(1);
    }

    private static TwilioConfig environment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(TwilioConfig.class)
                .withSources(new EnvConfigSource(variables, 300)).build().getConfigMapping(TwilioConfig.class);
    }
}
