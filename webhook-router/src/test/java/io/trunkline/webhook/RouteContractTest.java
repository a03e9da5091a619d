package io.trunkline.webhook;

import java.net.URI;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.RouteContract;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class RouteContractTest extends WebhookRouterTest {

    @TestHTTPResource(value = "/openapi", management = true)
    URI document;

    @Test
    void servesTheCommittedOpenApiDocument() {
        contract().assertCommitted();
    }

    @Test
    void rejectsMalformedRequestsOnEveryRoute() {
        contract().assertStrict();
    }

    private RouteContract contract() {
        return new RouteContract("webhook-router", document, Tokens.withAllRoles("org_1"));
    }
}
