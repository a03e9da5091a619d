package io.trunkline.webhook.clerk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.kit.secret.SecretFiles;
import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.Rejection;
import io.trunkline.webhook.ingress.WebhookEndpoint;
import io.trunkline.webhook.ingress.WebhookRejectedException;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/**
 * Receives Clerk's webhooks, which Svix delivers. Without a configured secret every webhook is rejected.
 *
 * @see <a href="https://clerk.com/docs/webhooks/overview">Clerk: webhooks</a>
 */
@ApplicationScoped
class ClerkEndpoint implements WebhookEndpoint {

    static final String SOURCE = "clerk";

    private static final String ACCOUNT = "clerk";
    private static final int MAX_ID_LENGTH = 255;

    private final SvixSignature signature;
    private final ObjectMapper json;

    /**
     * @param listed signing secrets of Clerk's webhook, {@code whsec_…}; all are valid; without one every webhook is rejected
     * @param file a file with one secret per line, all valid too; it is reloaded when it changes
     */
    ClerkEndpoint(@ConfigProperty(name = "trunkline.clerk.webhook-secrets") Optional<List<String>> listed,
            @ConfigProperty(name = "trunkline.clerk.webhook-secrets-file") Optional<Path> file, SecretFiles secrets,
            ObjectMapper json) {
        this.signature = new SvixSignature(secrets.of(SOURCE, file, listed, SvixSignature::decodeSecret), Clock.systemUTC());
        this.json = json;
    }

    @Override
    public String path() {
        return "/api/webhooks/clerk";
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.NO_CONTENT;
    }

    @Override
    public RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt) {
        MultiMap headers = request.headers();
        // Svix sends either its own header names or those of Standard Webhooks, never both.
        String prefix = headers.contains("svix-id") ? "svix-" : "webhook-";
        String id = requireSingle(headers, prefix + "id");
        String timestamp = requireSingle(headers, prefix + "timestamp");
        if (id.length() > MAX_ID_LENGTH
                || !signature.matches(id, timestamp, requireSingle(headers, prefix + "signature"), body)) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        return new RawWebhook(SOURCE, keyOf(body, id), id, ACCOUNT, "application/json", receivedAt, body);
    }

    /** The organization is the Kafka key: the events of one organization keep their order. Without one it is the event's id. */
    private String keyOf(byte[] body, String id) {
        try {
            JsonNode event = json.readTree(body);
            String organization = event.path("data").path("id").asText();
            return event.path("type").asText().startsWith("organization.")
                    && ClerkOrganizationHandler.WORKSPACE_ID.matcher(organization).matches() ? organization : id;
        } catch (IOException e) {
            return id;
        }
    }

    private static String requireSingle(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        if (values.size() != 1 || values.get(0).isEmpty()) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        return values.get(0);
    }
}
