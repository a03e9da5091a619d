package io.trunkline.simulator.clerk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.Problem;
import io.trunkline.simulator.web.WebhookClient;
import io.trunkline.simulator.web.WebhookClient.Timeouts;
import io.trunkline.simulator.web.WebhookClient.Webhook;

/**
 * Simulates Svix: signs events and sends them to the endpoint, with retries until a 2xx response or the end of the schedule.
 */
@Singleton
class DeliveryService {

    private final ClerkConfig config;
    private final ObjectMapper mapper;
    private final WebhookClient client;
    private final SvixSignature signature;
    private final String instance = ClerkIds.next("ins_");
    private final Map<String, Delivery> byId = Collections.synchronizedMap(new LinkedHashMap<>());

    DeliveryService(ClerkConfig config, ObjectMapper mapper, WebhookClient client) {
        this.config = config;
        this.mapper = mapper;
        this.client = client;
        this.signature = new SvixSignature(config.webhookSecret());
    }

    private record HttpRequest(@JsonProperty("client_ip") String clientIp, @JsonProperty("user_agent") String userAgent) {
    }

    private record Attributes(@JsonProperty("http_request") HttpRequest httpRequest) {
    }

    private record Event(String object, String type, long timestamp, @JsonProperty("instance_id") String instanceId,
            @JsonProperty("event_attributes") Attributes eventAttributes, Object data) {
    }

    /** Returns at once. The event is delivered in the background. */
    void send(String type, String organization, Object data, RequestOrigin origin) {
        Event event = new Event("event", type, System.currentTimeMillis(), instance,
                new Attributes(new HttpRequest(origin.clientIp(), origin.userAgent())), data);
        Delivery delivery = new Delivery(ClerkIds.next("msg_"), type, organization, json(event));
        Uni<Void> sending = attempt(delivery, 0);
        byId.put(delivery.id(), delivery);
        sending.subscribe().with(
                done -> Log.debugf("%s of %s is %s", type, organization, delivery.view().state()),
                failure -> Log.errorf(failure, "Delivery of %s of %s failed", type, organization));
    }

    List<Delivery.View> list(String organization) {
        synchronized (byId) {
            return byId.values().stream()
                    .filter(delivery -> organization == null || organization.equals(delivery.organization()))
                    .map(Delivery::view).toList();
        }
    }

    /** Sends copies of the last signed message concurrently and returns the responses. */
    Uni<List<Delivery.Attempt>> resend(String id, int copies) {
        Delivery delivery = byId.get(id);
        if (delivery == null) {
            throw Problem.notFound("DELIVERY_NOT_FOUND", "The delivery does not exist");
        }
        return Uni.join().all(IntStream.range(0, copies).mapToObj(copy -> call(delivery, delivery.signed())).toList())
                .andFailFast();
    }

    private Uni<Void> attempt(Delivery delivery, int failures) {
        Webhook webhook = sign(delivery);
        delivery.setSigned(webhook);
        return call(delivery, webhook).chain(attempt -> {
            List<Duration> pauses = config.retrySchedule();
            if (delivery.isDelivered()) {
                return Uni.createFrom().voidItem();
            }
            if (failures == pauses.size()) {
                delivery.markFailed();
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(pauses.get(failures))
                    .chain(() -> delivery.isDelivered() ? Uni.createFrom().voidItem() : attempt(delivery, failures + 1));
        });
    }

    private Uni<Delivery.Attempt> call(Delivery delivery, Webhook webhook) {
        return client.send(webhook, new Timeouts(config.timeout(), config.timeout(), config.timeout())).map(delivery::record);
    }

    private Webhook sign(Delivery delivery) {
        long now = Instant.now().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Svix-Webhooks/1.0");
        headers.put("Content-Type", "application/json");
        headers.put("svix-id", delivery.id());
        headers.put("svix-timestamp", String.valueOf(now));
        headers.put("svix-signature", signature.sign(delivery.id(), now, delivery.body()));
        return new Webhook("POST", config.webhookUrl(), headers,
                delivery.body().getBytes(StandardCharsets.UTF_8));
    }

    private String json(Event event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The event cannot be written as JSON", e);
        }
    }
}
