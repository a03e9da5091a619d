package io.trunkline.simulator.telnyx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.WebhookAttempt;
import io.trunkline.simulator.web.WebhookClient;
import io.trunkline.simulator.web.WebhookClient.Timeouts;
import io.trunkline.simulator.web.WebhookClient.Webhook;

/**
 * Signs events and sends them to the first URL, at most three times until a 2xx response, then to the second URL.
 * https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
 */
@Singleton
public class TelnyxWebhookSender {

    private static final int ATTEMPTS_PER_URL = 3;

    private final WebhookClient client;
    private final TelnyxConfig config;
    private final TelnyxAccountRegistry accounts;
    private final ObjectMapper mapper;

    TelnyxWebhookSender(WebhookClient client, TelnyxConfig config, TelnyxAccountRegistry accounts, ObjectMapper mapper) {
        this.client = client;
        this.config = config;
        this.accounts = accounts;
        this.mapper = mapper;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Event(String recordType, String eventType, String id, String occurredAt, Object payload) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Meta(int attempt, String deliveredTo) {
    }

    private record Envelope(Event data, Meta meta) {
    }

    /** An event and its URLs. Each attempt is signed once, so a resend has the same bytes. */
    public static final class Delivery {

        private final String account;
        private final Event event;
        private final List<String> urls;
        private final Map<Integer, Webhook> signed = new ConcurrentHashMap<>();

        private Delivery(String account, Event event, List<String> urls) {
            this.account = account;
            this.event = event;
            this.urls = urls;
        }

        private String url(int attempt) {
            return urls.get((attempt - 1) / ATTEMPTS_PER_URL);
        }
    }

    /**
     * Creates an event with the current time.
     *
     * @param account whose key signs it
     * @param type such as {@code message.received}
     * @param payload written as JSON when it is sent
     * @param url the first URL
     * @param failoverUrl the second URL; null or empty for none
     */
    public Delivery prepare(String account, String type, Object payload, String url, String failoverUrl) {
        Event event = new Event("event", type, TelnyxIds.uuid(), TelnyxDates.format(Instant.now()), payload);
        return new Delivery(account, event,
                Stream.of(url, failoverUrl).filter(target -> target != null && !target.isEmpty()).toList());
    }

    /** Sends the event and returns every attempt. */
    public Uni<List<WebhookAttempt>> send(Delivery delivery) {
        return delivery.urls.isEmpty() ? Uni.createFrom().item(List.of()) : attempt(delivery, new ArrayList<>());
    }

    /** Sends the event and logs a failure. */
    public Uni<Void> sendAndLogFailure(Delivery delivery) {
        return send(delivery).invoke(attempts -> {
            if (!attempts.isEmpty() && !attempts.get(attempts.size() - 1).response().isSuccess()) {
                Log.warnf("Webhook %s was not accepted: HTTP %s", delivery.event.eventType(),
                        attempts.stream().map(attempt -> attempt.response().status()).toList());
            }
        }).replaceWithVoid();
    }

    private Uni<List<WebhookAttempt>> attempt(Delivery delivery, List<WebhookAttempt> attempts) {
        int attemptNumber = attempts.size() + 1;
        Webhook webhook = delivery.signed.computeIfAbsent(attemptNumber, number -> sign(delivery, number));
        Duration timeout = config.webhookTimeout();
        return client.send(webhook, new Timeouts(timeout, timeout, timeout)).chain(response -> {
            attempts.add(new WebhookAttempt(webhook.url(), response));
            if (response.isSuccess() || attemptNumber == ATTEMPTS_PER_URL * delivery.urls.size()) {
                return Uni.createFrom().item(attempts);
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(config.webhookRetryPause())
                    .chain(() -> attempt(delivery, attempts));
        });
    }

    private Webhook sign(Delivery delivery, int attempt) {
        byte[] body = json(new Envelope(delivery.event, new Meta(attempt, delivery.url(attempt))));
        long now = Instant.now().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "telnyx-webhooks");
        headers.put("Content-Type", "application/json");
        headers.put("telnyx-timestamp", String.valueOf(now));
        headers.put("telnyx-signature-ed25519", accounts.signingKey(delivery.account).orElseThrow().sign(now, body));
        return new Webhook("POST", delivery.url(attempt), headers, body);
    }

    private byte[] json(Envelope envelope) {
        try {
            return mapper.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The event cannot be written as JSON", e);
        }
    }
}
