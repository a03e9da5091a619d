package io.trunkline.simulator.telnyx;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;

/** The account's balance, a constant. Clients read it to check their API key. */
@Path("/telnyx/v2/balance")
public class BalanceResource {

    private static final Balance BALANCE = new Balance("balance", "0.00", "1000.00", "0.00", "1000.00", "USD");

    private final TelnyxApi api;

    BalanceResource(TelnyxApi api) {
        this.api = api;
    }

    /** Amounts are decimal text. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Balance(String recordType, String pending, String balance, String creditLimit, String availableCredit,
            String currency) {
    }

    @GET
    public Uni<Response> show() {
        return api.execute(Operation.LIST, null, () -> BALANCE);
    }
}
