package io.trunkline.simulator.inbound;

import java.util.List;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.web.WebhookClient.Outcome;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** Somebody's phone, as one carrier brings its texts to us. One implementation per carrier. */
public interface Handset {

    /** The carrier's name, such as {@code twilio}. */
    String carrier();

    /** Whether the carrier has this E.164 number on our account. */
    boolean owns(String number);

    /** Sends the text through the carrier to the webhook of the called number. */
    Uni<InboundResult> send(InboundText text);

    /**
     * What happened to a text.
     *
     * @param attempts in the order they ended
     */
    record InboundResult(String carrier, String messageSid, List<Attempt> attempts) {
    }

    /**
     * One request to our endpoint.
     *
     * @param copy from 1: which of the copies it belongs to
     * @param attempt from 1: which try of that copy it is
     * @param status HTTP status, 0 when no answer came
     * @param millis how long the answer took
     * @param error why no answer came, else null
     */
    record Attempt(int copy, int attempt, String url, Outcome outcome, int status, String body, long at, long millis,
            String error) {

        public static Attempt of(int copy, int attempt, String url, WebhookResponse response) {
            return new Attempt(copy, attempt, url, response.outcome(), response.status(), response.body(), response.at(),
                    response.millis(), response.error());
        }
    }
}
