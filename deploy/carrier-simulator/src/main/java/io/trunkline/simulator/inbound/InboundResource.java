package io.trunkline.simulator.inbound;

import java.util.List;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonProperty;

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

    /** The channel of the text. */
    public enum Channel {
        @JsonProperty("sms")
        SMS,
        @JsonProperty("whatsapp")
        WHATSAPP
    }

    /**
     * A text from a handset.
     *
     * @param carrier null means the carrier that owns the called number
     * @param from E.164 or another sender id
     * @param to the called number, E.164
     * @param body null means empty
     * @param mediaUrls null means none
     * @param messageSid null means a new message; a known one sends the same signed bytes again
     * @param channel null means sms
     * @param copies number of identical concurrent deliveries, 1 to 1000; null means 1
     */
    public record InboundText(String carrier, String from, String to, String body, List<String> mediaUrls, String messageSid,
            Channel channel, Integer copies) {

        public InboundText {
            body = body == null ? "" : body;
            mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
            channel = channel == null ? Channel.SMS : channel;
            copies = copies == null ? 1 : copies;
        }
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
