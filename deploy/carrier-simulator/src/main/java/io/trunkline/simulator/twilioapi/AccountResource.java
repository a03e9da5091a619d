package io.trunkline.simulator.twilioapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;

/** The account. Clients read it to check their credentials. */
@Path(TwilioApi.ACCOUNTS_PATH + "/{account}.json")
public class AccountResource {

    private final TwilioApi api;

    AccountResource(TwilioApi api) {
        this.api = api;
    }

    @GET
    public Uni<Response> fetch(@RestPath String account) {
        return api.execute(Operation.LIST, null,
                () -> Response.ok(api.carrier().accountView().apply(account)).build());
    }
}
