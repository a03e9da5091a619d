package io.trunkline.simulator.telnyx;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Fault;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.FaultPlayer;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.web.Caller;

/** Every call to Telnyx goes through here, so that every one of them can be made to fail. */
@Singleton
public class TelnyxCalls {

    /** The carrier's name in the ledger, in faults and in inbound messages. */
    public static final String CARRIER = "telnyx";

    /** What the account may do in a second, as the headers of a refusal tell. */
    private static final String RATE_LIMIT = "50";

    private final FaultPlayer faults;
    private final Caller caller;

    TelnyxCalls(FaultPlayer faults, Caller caller) {
        this.faults = faults;
        this.caller = caller;
    }

    /** Around the one thing that is answered. */
    public record Data(Object data) {
    }

    /** Whose call it is. */
    public String account() {
        return caller.account();
    }

    /**
     * One call that is answered with 200 and one thing.
     *
     * @param number E.164 of the number it is about, null when it is about none or several
     * @param execution gives the thing
     */
    public Uni<Response> play(Operation operation, String number, Supplier<Object> execution) {
        return answer(operation, number, () -> Response.ok(new Data(execution.get())).build(), Map.of());
    }

    /** As the other, with an answer of one's own. */
    public Uni<Response> answer(Operation operation, String number, Supplier<Response> execution) {
        return answer(operation, number, execution, Map.of());
    }

    /**
     * One call.
     *
     * @param refusals what to answer to the faults that belong to this operation alone
     */
    public Uni<Response> answer(Operation operation, String number, Supplier<Response> execution,
            Map<FaultKind, Supplier<Response>> refusals) {
        return faults.play(CARRIER, operation, number, () -> orError(execution),
                fault -> orError(refusals.getOrDefault(fault.kind(), () -> scripted(fault))));
    }

    private static Response scripted(Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        Reason reason = Reason.ofStatus(status);
        Response answer = TelnyxError.of(
                fault.code() == null ? reason : new Reason(status, String.valueOf(fault.code()), reason.title()),
                "Scripted fault").toResponse();
        return status == 429 ? rateLimited(answer, fault) : answer;
    }

    /** https://developers.telnyx.com/development/api-fundamentals/reliability/rate-limiting */
    private static Response rateLimited(Response answer, Fault fault) {
        return Response.fromResponse(answer).header("x-ratelimit-limit", RATE_LIMIT).header("x-ratelimit-remaining", "0")
                .header("x-ratelimit-reset", fault.retryAfter() == null ? "1" : fault.retryAfter()).build();
    }

    private static Response orError(Supplier<Response> execution) {
        try {
            return execution.get();
        } catch (TelnyxError error) {
            return error.toResponse();
        }
    }
}
