package io.trunkline.simulator.clerk;

import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.Problem;

/** The deliveries of events, as in Svix's portal. */
@Path("/clerk/deliveries")
public class DeliveryResource {

    private static final int MAX_COPIES = 1_000;

    private final DeliveryService deliveries;

    DeliveryResource(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    /** Deliveries, oldest first. */
    public record DeliveryList(List<Delivery.View> deliveries) {
    }

    /** The responses of the endpoint, one per copy. */
    public record Resent(String id, List<Delivery.Attempt> attempts) {
    }

    @GET
    public DeliveryList list(@RestQuery String organization) {
        return new DeliveryList(deliveries.list(organization));
    }

    @POST
    @Path("/{id}/resend")
    public Uni<Resent> resend(@RestPath String id, @RestQuery @DefaultValue("1") int copies) {
        if (copies < 1 || copies > MAX_COPIES) {
            throw Problem.badRequest("copies is 1 to " + MAX_COPIES);
        }
        return deliveries.resend(id, copies).map(attempts -> new Resent(id, attempts));
    }
}
