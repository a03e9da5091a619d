package io.trunkline.simulator.twilio;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Fault;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.FaultPlayer;
import io.trunkline.simulator.faults.Operation;

/** Every call to Twilio goes through here, so that every one of them can be made to fail. */
@Singleton
public class TwilioCalls {

    /** The carrier's name in the ledger, in faults and in inbound messages. */
    public static final String CARRIER = "twilio";

    private final FaultPlayer faults;

    TwilioCalls(FaultPlayer faults) {
        this.faults = faults;
    }

    public Uni<Response> play(Operation operation, String number, Supplier<Response> execution) {
        return play(operation, number, execution, Map.of());
    }

    /**
     * One call.
     *
     * @param number E.164 of the number it is about, null when it is about none or several
     * @param refusals what to answer to the faults that belong to this operation alone
     */
    public Uni<Response> play(Operation operation, String number, Supplier<Response> execution,
            Map<FaultKind, Supplier<Response>> refusals) {
        return faults.play(CARRIER, operation, number, () -> orError(execution),
                fault -> refusals.getOrDefault(fault.kind(), () -> scripted(fault)).get());
    }

    private static Response scripted(Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        String message = "Scripted fault";
        return (fault.code() == null ? TwilioError.ofStatus(status, message) : new TwilioError(status, fault.code(), message))
                .toResponse();
    }

    private static Response orError(Supplier<Response> execution) {
        try {
            return execution.get();
        } catch (TwilioError error) {
            return error.toResponse();
        }
    }
}
