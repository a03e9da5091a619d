package io.trunkline.simulator.telnyx;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.trunkline.simulator.web.Problem;

/** The public key of the webhooks. At Telnyx it is only in the portal. */
@Path("/telnyx/webhook-key")
public class WebhookKeyResource {

    private final TelnyxAccountRegistry accounts;

    WebhookKeyResource(TelnyxAccountRegistry accounts) {
        this.accounts = accounts;
    }

    /** The 32 bytes in Base64. */
    public record WebhookKey(String publicKey) {
    }

    /** @param account its name in the ledger; null means the main account */
    @GET
    public WebhookKey show(@RestQuery String account) {
        return accounts.signingKey(account == null ? TelnyxAccountRegistry.MAIN : account)
                .map(key -> new WebhookKey(key.publicKey()))
                .orElseThrow(() -> Problem.badRequest("The account does not exist"));
    }
}
