package io.trunkline.carrier;

import java.net.URI;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.RouteContract;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class RouteContractTest extends GatewayTest {

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
        return new RouteContract("carrier-gateway", document, Tokens.withAllRoles("org_1"));
    }
}
