package io.trunkline.simulator.twilioapi;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Fault;
import io.trunkline.simulator.faults.FaultInjector;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;

/**
 * A carrier that speaks the API 2010-04-01. Every call to it goes through here, so that every one of them can be made to fail.
 */
public abstract class TwilioApiCarrier {

    private final String name;
    private final TwilioApiErrorFormat errorFormat;
    private final FaultInjector faults;

    /** @param name in the ledger, in faults and in inbound messages */
    protected TwilioApiCarrier(String name, TwilioApiErrorFormat errorFormat, FaultInjector faults) {
        this.name = name;
        this.errorFormat = errorFormat;
        this.faults = faults;
    }

    public final Uni<Response> execute(Operation operation, String number, Supplier<Response> execution) {
        return execute(operation, number, execution, Map.of());
    }

    /**
     * Executes one request.
     *
     * @param number E.164 of the number it is about, null for none or several
     * @param refusals what to answer to the faults that belong to this operation alone
     */
    public final Uni<Response> execute(Operation operation, String number, Supplier<Response> execution,
            Map<FaultKind, Supplier<Response>> errorResponses) {
        return faults.execute(name, operation, number, () -> orErrorResponse(execution),
                fault -> orErrorResponse(errorResponses.getOrDefault(fault.kind(), () -> scriptedError(fault))));
    }

    /**
     * The URI of a list or search as the carrier writes it: from its API's root on, a client puts its base in front.
     *
     * @param resource below the account, such as {@code /Messages}
     */
    public abstract String listUri(String account, String resource);

    /** The URI of one thing, such as {@code /Messages/SM…}, as the carrier writes it. */
    public abstract String uri(String account, String resource);

    /** Refuses a page that the carrier does not give. */
    public void checkPage(Parameters query) {
        // most pages are given
    }

    /** One page of a list as the carrier answers it. */
    public Map<String, Object> envelope(Page<?> page, String key, List<?> views, String uri, Parameters query) {
        return page.envelope(key, views, uri, query);
    }

    private Response scriptedError(Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        String message = "Scripted fault";
        return fault.code() == null ? errorFormat.error(status, message)
                : errorFormat.response(new TwilioApiException(status, fault.code(), message));
    }

    private Response orErrorResponse(Supplier<Response> execution) {
        try {
            return execution.get();
        } catch (TwilioApiException e) {
            return errorFormat.toResponse(e);
        }
    }
}
