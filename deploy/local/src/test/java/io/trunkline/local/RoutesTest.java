package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
            "/api/admin/phone-numbers, inventory-service",
            "/api/admin/phone-numbers/buy, inventory-service",
            "/api/phone/provision, provisioning-service",
            "/api/workspaces/org_1/phone-numbers, provisioning-service",
            "/api/workspaces/org_1/phone-numbers/17, provisioning-service",
            "/api/numbers/purchase, provisioning-service",
            "/api/numbers/17/release, provisioning-service",
            "/api/wallet, provisioning-service",
            "/api/wallet/transactions, provisioning-service",
            "/api/admin/wallets/org_1/credits, provisioning-service",
            "/api/admin/operations, provisioning-service",
            "/api/operations/17, provisioning-service",
            "/api/admin/carriers/twilio, carrier-gateway",
            "/api/admin/orders, carrier-gateway",
            "/api/numbers/search, carrier-gateway",
            "/api/webhooks/clerk, webhook-router",
            "/api/webhooks/twilio/sms, webhook-router",
            "/api/voice-agent/handle-call, webhook-router",
            "/api/admin/webhooks/unrouted, webhook-router",
            "/api/workspaces/org_1/conversations/17/messages, webhook-router",
            "/api/workspaces/org_1/messages, webhook-router",
            "/api/workspaces/org_1/contacts, webhook-router",
            "/api/workspaces/org_1/calls, webhook-router",
            "/api/admin/dead-letters/inventory-service, inventory-service",
            "/api/admin/dead-letters/provisioning-service/17, provisioning-service",
            "/api/admin/dead-letters/carrier-gateway/17/replay, carrier-gateway",
            "/api/admin/dead-letters/webhook-router/17/discard, webhook-router",
    })
    void routesAPathToItsService(String path, String service) {
        assertThat(Routes.of(path)).contains(Service.of(service));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/api", "/api/phones", "/api/workspaces/org_1", "/api/workspaces/a/b/messages",
            "/api/workspaces//messages", "/api/numbers/17", "/api/admin", "/q/health", "/q/metrics", "/api/webhooksx",
            "/api/admin/dead-letters", "/api/admin/dead-letters/x", "/api/admin/dead-letters/webhook-routers" })
    void rejectsUnknownPaths(String path) {
        assertThat(Routes.of(path)).isEmpty();
    }
}
