package io.trunkline.simulator.inbound;

import java.util.List;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset.InboundResult;
import io.trunkline.simulator.web.Problem;

/** Sends a text from a handset to one of our numbers. */
@Path("/inbound/messages")
public class InboundResource {

    private static final int MAX_COPIES = 1_000;

    private final List<Handset> handsets;

    InboundResource(@All List<Handset> handsets) {
        this.handsets = handsets;
    }

    @POST
    @Blocking
    public Uni<InboundResult> send(InboundText text) {
        if (text == null || text.from() == null || text.to() == null) {
            throw Problem.badRequest("from and to are required");
        }
        if (text.copies() < 1 || text.copies() > MAX_COPIES) {
            throw Problem.badRequest("copies is 1 to " + MAX_COPIES);
        }
        return handset(text).send(text);
    }

    private Handset handset(InboundText text) {
        List<Handset> candidates = handsets.stream()
                .filter(handset -> text.carrier() == null || text.carrier().equals(handset.carrier())).toList();
        if (candidates.isEmpty()) {
            throw Problem.badRequest("carrier is one of " + handsets.stream().map(Handset::carrier).toList());
        }
        return candidates.stream()
                .filter(handset -> handset.owns(text.to())).findFirst()
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "No carrier has the called number on our account"));
    }
}
