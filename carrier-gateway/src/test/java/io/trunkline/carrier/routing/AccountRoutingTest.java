package io.trunkline.carrier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.MultipleAccountsProfile;
import io.trunkline.events.NumberType;

/** Only Twilio may be used: the main account, the western one for one workspace, the eastern one in Canada only. */
@QuarkusTest
@TestProfile(MultipleAccountsProfile.class)
class AccountRoutingTest extends GatewayTest {

    @Inject
    CarrierRouter router;

    @Test
    void ranksTheMainAccountBeforeTheOthers() {
        assertThat(ranked("CA", "ws_1")).containsExactly("twilio", "twilio-east");
    }

    @Test
    void anAccountWithRulesOfItsOwnDoesNotFollowItsCarriers() {
        assertThat(ranked("US", "ws_1")).containsExactly("twilio");
    }

    @Test
    void ranksAWorkspacesAccountFirstAndForNoOtherWorkspace() {
        assertThat(ranked("CA", "ws_bound")).containsExactly("twilio-west", "twilio", "twilio-east");
        assertThat(ranked("CA", null)).doesNotContain("twilio-west");
    }

    private List<String> ranked(String country, String workspaceId) {
        return router.rank(new RoutingRequest(country, NumberType.LOCAL, workspaceId)).stream().map(Carrier::name).toList();
    }
}
