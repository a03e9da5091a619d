package io.trunkline.simulator.faults;

import java.util.List;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.ResponseStatus;

import io.quarkus.arc.All;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.web.Problem;

/** Manages the scripted faults. */
@Path("/faults")
public class FaultResource {

    private final FaultQueue faults;
    private final List<String> carriers;

    FaultResource(FaultQueue faults, @All List<Handset> carriers) {
        this.faults = faults;
        this.carriers = carriers.stream().map(Handset::carrier).toList();
    }

    /** All scripted faults. */
    public record FaultList(List<FaultStatus> faults) {
    }

    @POST
    @ResponseStatus(201)
    public FaultStatus add(Fault fault) {
        require(fault != null && fault.kind() != null, "fault is required");
        require(carriers.contains(fault.carrier()), "carrier is one of " + carriers);
        require(fault.times() >= 1, "times is at least 1");
        require(fault.delayMillis() >= 0, "delayMillis is not negative");
        require(fault.status() == null || fault.status() >= 400 && fault.status() <= 599, "status is 400 to 599");
        require(fault.operation() == Operation.ANY || fault.kind().appliesTo(fault.operation()),
                fault.kind() + " cannot happen to that operation");
        return faults.add(fault);
    }

    @GET
    public FaultList list() {
        return new FaultList(faults.list());
    }

    @DELETE
    public void clear() {
        faults.clear();
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw Problem.badRequest(message);
        }
    }
}
