package io.trunkline.simulator.twilioapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Fault;
import io.trunkline.simulator.faults.FaultInjector;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;

/** The carriers with the API 2010-04-01. Executes every request to them, so that faults can be injected into each of them. */
@Singleton
public class TwilioApi {

    /** The path of the accounts of every carrier. */
    static final String ACCOUNTS_PATH = "/{api: twilio/2010-04-01|signalwire/api/laml/2010-04-01}/Accounts";
    /**
     * The path of an account. The expression is greedy because the default expression matches as few characters as possible.
     */
    public static final String ACCOUNT_PATH = ACCOUNTS_PATH + "/{account: [^/]+}";

    private final List<CarrierProfile> carriers;
    private final FaultInjector faults;
    private final CurrentVertxRequest request;

    TwilioApi(@All List<CarrierProfile> carriers, FaultInjector faults, CurrentVertxRequest request) {
        this.carriers = carriers;
        this.faults = faults;
        this.request = request;
    }

    /** All carriers. */
    public List<CarrierProfile> carriers() {
        return carriers;
    }

    /** The carrier of the current request. */
    public CarrierProfile carrier() {
        return carrierAt(request.getCurrent().normalizedPath()).orElseThrow();
    }

    /** The carrier of a path, empty for a path of another system. */
    Optional<CarrierProfile> carrierAt(String path) {
        return carriers.stream().filter(carrier -> path.startsWith(carrier.basePath() + "/")).findFirst();
    }

    public Uni<Response> execute(Operation operation, String number, Supplier<Response> execution) {
        return execute(operation, number, execution, Map.of());
    }

    /**
     * Executes one request to the current carrier.
     *
     * @param number E.164 of the number it is about, null for none or several
     * @param errorResponses responses to the faults that only this operation has
     */
    public Uni<Response> execute(Operation operation, String number, Supplier<Response> execution,
            Map<FaultKind, Supplier<Response>> errorResponses) {
        TwilioApiErrorFormat errors = carrier().errors();
        return faults.execute(carrier().name(), operation, number, () -> orErrorResponse(errors, execution),
                fault -> orErrorResponse(errors,
                        errorResponses.getOrDefault(fault.kind(), () -> scriptedError(errors, fault))));
    }

    private static Response scriptedError(TwilioApiErrorFormat errors, Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        String message = "Scripted fault";
        return fault.code() == null ? errors.error(status, message) : errors.response(status, fault.code(), message);
    }

    private static Response orErrorResponse(TwilioApiErrorFormat errors, Supplier<Response> execution) {
        try {
            return execution.get();
        } catch (TwilioApiException e) {
            return errors.toResponse(e);
        }
    }
}
