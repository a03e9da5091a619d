package io.trunkline.simulator.telnyx;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Fault;
import io.trunkline.simulator.faults.FaultInjector;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.web.AuthenticatedAccount;

/** Executes every Telnyx request, so that faults can be injected into each of them. */
@Singleton
public class TelnyxApi {

    /** The carrier's name in the ledger, in faults and in inbound messages. */
    public static final String CARRIER = "telnyx";

    /** Requests per second, in the headers of a 429 response. */
    private static final String RATE_LIMIT = "50";

    private final FaultInjector faults;
    private final AuthenticatedAccount authenticatedAccount;

    TelnyxApi(FaultInjector faults, AuthenticatedAccount authenticatedAccount) {
        this.faults = faults;
        this.authenticatedAccount = authenticatedAccount;
    }

    /** The envelope of a single resource. */
    public record Data(Object data) {
    }

    /** The account of the request. */
    public String account() {
        return authenticatedAccount.id();
    }

    /**
     * Executes a request that is answered with 200 and one resource.
     *
     * @param number E.164 of the number it is about, null for none or several
     * @param execution returns the resource
     */
    public Uni<Response> execute(Operation operation, String number, Supplier<Object> execution) {
        return respond(operation, number, () -> Response.ok(new Data(execution.get())).build(), Map.of());
    }

    /** Executes a request with any response. */
    public Uni<Response> respond(Operation operation, String number, Supplier<Response> execution) {
        return respond(operation, number, execution, Map.of());
    }

    /**
     * Executes one request.
     *
     * @param errorResponses responses to the faults that only this operation has
     */
    public Uni<Response> respond(Operation operation, String number, Supplier<Response> execution,
            Map<FaultKind, Supplier<Response>> errorResponses) {
        return faults.execute(CARRIER, operation, number, () -> orErrorResponse(execution),
                fault -> orErrorResponse(errorResponses.getOrDefault(fault.kind(), () -> scriptedError(fault))));
    }

    private static Response scriptedError(Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        Reason reason = Reason.ofStatus(status);
        Response response = TelnyxException.of(
                fault.code() == null ? reason : new Reason(status, String.valueOf(fault.code()), reason.title()),
                "Scripted fault").toResponse();
        return status == 429 ? rateLimited(response, fault) : response;
    }

    /** https://developers.telnyx.com/development/api-fundamentals/reliability/rate-limiting */
    private static Response rateLimited(Response response, Fault fault) {
        return Response.fromResponse(response).header("x-ratelimit-limit", RATE_LIMIT).header("x-ratelimit-remaining", "0")
                .header("x-ratelimit-reset", fault.retryAfter() == null ? "1" : fault.retryAfter()).build();
    }

    private static Response orErrorResponse(Supplier<Response> execution) {
        try {
            return execution.get();
        } catch (TelnyxException error) {
            return error.toResponse();
        }
    }
}
