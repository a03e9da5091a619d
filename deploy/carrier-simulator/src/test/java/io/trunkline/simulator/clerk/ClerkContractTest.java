package io.trunkline.simulator.clerk;

import static io.trunkline.simulator.Api.json;
import static io.trunkline.simulator.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.OpenApiDocuments;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;

/** Validates organization webhooks against Clerk's OpenAPI document. */
@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class ClerkContractTest {

    private static final List<String> EVENTS = List.of("organization.created", "organization.updated", "organization.deleted");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static OpenApiInteractionValidator validator;

    WebhookReceiver receiver;

    /** Runs before each test, so that every test without the document is counted as skipped. */
    @BeforeEach
    void readDocument() throws IOException {
        Path document = OpenApiDocuments.require("clerk_webhooks_2025-04-15.yml");
        validator = validator != null ? validator
                : OpenApiInteractionValidator.createForInlineApiSpecification(webhooksAsPaths(document))
                        .withResolveCombinators(true).build();
    }

    @Test
    void everyWebhookMatchesTheOpenApiDocument() throws IOException {
        // When
        String id = post("/clerk/v1/organizations", "{\"name\":\"Contract\",\"public_metadata\":{\"plan\":\"pro\"}}")
                .text("id");
        json("PATCH", "/clerk/v1/organizations/" + id + "/metadata", "{\"public_metadata\":{\"plan\":\"starter\"}}");
        json("DELETE", "/clerk/v1/organizations/" + id, null);

        // Then
        await().untilAsserted(() -> assertThat(webhooks(id)).hasSize(3));
        for (Received webhook : webhooks(id)) {
            String type = JSON.readTree(webhook.text()).path("type").asText();
            assertThat(EVENTS).contains(type);
            assertThat(errors(type, webhook.text())).as("%s: %s", type, webhook.text()).isEmpty();
        }
    }

    /** Checks the validator: an invalid body must be an error. */
    @Test
    void validatorReportsAnInvalidBody() throws IOException {
        String id = post("/clerk/v1/organizations", "{\"name\":\"Convicted\"}").text("id");
        await().untilAsserted(() -> assertThat(webhooks(id)).hasSize(1));
        ObjectNode event = (ObjectNode) JSON.readTree(webhooks(id).get(0).text());

        ((ObjectNode) event.path("data")).remove("slug");

        assertThat(errors("organization.created", event.toString())).anyMatch(error -> error.contains("slug"));
    }

    private List<Received> webhooks(String organization) {
        return receiver.requestsTo("/clerk-webhooks").stream().filter(request -> request.text().contains(organization))
                .toList();
    }

    private static List<String> errors(String type, String body) {
        ValidationReport report = validator.validateRequest(
                SimpleRequest.Builder.post("/" + type).withContentType("application/json").withBody(body).build());
        return report.getMessages().stream().map(ValidationReport.Message::toString).toList();
    }

    /** OpenAPI 3.0 has no webhooks, so they are in an extension of the document. The validator needs paths. */
    private static String webhooksAsPaths(Path document) throws IOException {
        ObjectNode api = (ObjectNode) new YAMLMapper().readTree(document.toFile());
        JsonNode webhooks = api.remove("x-webhooks");
        api.remove("servers");
        ObjectNode paths = api.putObject("paths");
        for (String event : EVENTS) {
            ObjectNode path = paths.putObject("/" + event);
            path.set("post", webhooks.path(event).path("post"));
            ((ObjectNode) path.path("post")).putObject("responses").putObject("200").put("description", "taken");
        }
        return api.toString();
    }
}
