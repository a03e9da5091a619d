package io.trunkline.simulator.clerk;

import java.util.ArrayList;
import java.util.List;

import io.trunkline.simulator.web.WebhookClient.Outcome;
import io.trunkline.simulator.web.WebhookClient.Webhook;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** One message to the endpoint and its attempts. */
final class Delivery {

    private final String id;
    private final String type;
    private final String organization;
    private final String body;
    private final long createdAt = System.currentTimeMillis();
    private final List<Attempt> attempts = new ArrayList<>();
    private Webhook signed;
    private Long deliveredAt;
    private boolean failed;

    Delivery(String id, String type, String organization, String body) {
        this.id = id;
        this.type = type;
        this.organization = organization;
        this.body = body;
    }

    /** The state of a delivery. */
    enum State {
        PENDING,
        DELIVERED,
        FAILED
    }

    /**
     * One attempt.
     *
     * @param status HTTP status, 0 without a response
     * @param at epoch milliseconds of the response
     * @param millis duration of the request
     * @param error why there is no response, else null
     */
    record Attempt(Outcome outcome, int status, long at, long millis, String error) {
    }

    /**
     * A delivery in the list.
     *
     * @param id the message's {@code svix-id}
     * @param createdAt epoch milliseconds of the event
     * @param deliveredAt epoch milliseconds of the first 2xx, null before
     */
    record View(String id, String type, String organization, State state, long createdAt, Long deliveredAt,
            List<Attempt> attempts) {
    }

    String id() {
        return id;
    }

    String organization() {
        return organization;
    }

    String body() {
        return body;
    }

    /** Stores the signed message of the latest attempt. A resend has the same bytes and headers. */
    synchronized void setSigned(Webhook webhook) {
        signed = webhook;
    }

    synchronized Webhook signed() {
        return signed;
    }

    synchronized Attempt record(WebhookResponse response) {
        Attempt attempt = new Attempt(response.outcome(), response.status(), response.at(), response.millis(),
                response.error());
        attempts.add(attempt);
        if (response.isSuccess() && deliveredAt == null) {
            deliveredAt = response.at();
        }
        return attempt;
    }

    synchronized void markFailed() {
        failed = true;
    }

    synchronized boolean isDelivered() {
        return deliveredAt != null;
    }

    synchronized View view() {
        State undelivered = failed ? State.FAILED : State.PENDING;
        return new View(id, type, organization, deliveredAt != null ? State.DELIVERED : undelivered, createdAt, deliveredAt,
                List.copyOf(attempts));
    }
}
