package io.trunkline.simulator.inbound;

import java.util.List;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.WebhookClient.Outcome;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** Sends texts from a phone to our numbers at one carrier. One bean per carrier. */
public interface Handset {

    /** The carrier's name, such as {@code twilio}. */
    String carrier();

    /** Whether this E.164 number is on one of our accounts at the carrier. */
    boolean owns(String number);

    /** Sends the text to the webhook of the called number. */
    Uni<InboundResult> send(InboundText text);

    /**
     * The result of an inbound text.
     *
     * @param attempts in the order of their completion
     */
    record InboundResult(String carrier, String messageSid, List<Attempt> attempts) {
    }

    /**
     * One webhook request.
     *
     * @param copy number of the copy, from 1
     * @param attempt number of the attempt of that copy, from 1
     * @param status HTTP status, 0 without a response
     * @param millis duration of the request
     * @param error why there is no response, else null
     */
    record Attempt(int copy, int attempt, String url, Outcome outcome, int status, String body, long at, long millis,
            String error) {

        public static Attempt of(int copy, int attempt, String url, WebhookResponse response) {
            return new Attempt(copy, attempt, url, response.outcome(), response.status(), response.body(), response.at(),
                    response.millis(), response.error());
        }
    }
}
