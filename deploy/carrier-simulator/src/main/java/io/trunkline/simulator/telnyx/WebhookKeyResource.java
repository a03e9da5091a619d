package io.trunkline.simulator.telnyx;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.trunkline.simulator.web.Problem;

/** The public key of the webhooks, which Telnyx shows in its portal only. */
@Path("/telnyx/webhook-key")
public class WebhookKeyResource {

    private final TelnyxAccountRegistry accounts;

    WebhookKeyResource(TelnyxAccountRegistry accounts) {
        this.accounts = accounts;
    }

    /** In Base64, the 32 bytes alone. */
    public record WebhookKey(String publicKey) {
    }

    /** @param account as the ledger calls it; null: the main one */
    @GET
    public WebhookKey show(@RestQuery String account) {
        return accounts.signingKey(account == null ? TelnyxAccountRegistry.MAIN : account)
                .map(key -> new WebhookKey(key.publicKey()))
                .orElseThrow(() -> Problem.badRequest("There is no such account"));
    }
}
