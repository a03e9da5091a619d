package io.trunkline.simulator.telnyx;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The public key of the webhooks, which Telnyx shows in its portal only. */
@Path("/telnyx/webhook-key")
public class WebhookKeyResource {

    private final SigningKey key;

    WebhookKeyResource(SigningKey key) {
        this.key = key;
    }

    /** In Base64, the 32 bytes alone. */
    public record WebhookKey(String publicKey) {
    }

    @GET
    public WebhookKey show() {
        return new WebhookKey(key.publicKey());
    }
}
