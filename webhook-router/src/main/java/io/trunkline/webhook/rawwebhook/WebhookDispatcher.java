package io.trunkline.webhook.rawwebhook;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;

/**
 * Dispatches each webhook to the handler of its source, exactly once in effect for any number of deliveries and instances: its
 * row, unique by source and dedupe key, is inserted in the transaction of the handler.
 */
@ApplicationScoped
public class WebhookDispatcher {

    private static final String INSERT = """
            insert into webhook_log (id, source, dedupe_key, key, outcome, received_at) values (?1, ?2, ?3, ?4, ?5, ?6)
            on conflict (source, dedupe_key) do nothing""";

    private final Map<String, WebhookHandler> handlers;
    private final UnreadableWebhooks unreadable;
    private final MeterRegistry metrics;

    WebhookDispatcher(@All List<WebhookHandler> handlers, UnreadableWebhooks unreadable, MeterRegistry metrics) {
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(WebhookHandler::source, Function.identity()));
        this.unreadable = unreadable;
        this.metrics = metrics;
    }

    @WithTransaction
    Uni<Void> dispatchOnce(RawWebhook webhook) {
        UUID id = Ids.next();
        return insert(id, webhook).chain(isNew -> isNew ? dispatch(id, webhook) : countDuplicate(webhook));
    }

    /** Dispatches an unrouted webhook again. Joins the caller's transaction. */
    public Uni<Void> redispatch(UUID id, RawWebhook webhook) {
        return handle(id, webhook).chain(outcome -> updateOutcome(id, outcome));
    }

    private Uni<Boolean> insert(UUID id, RawWebhook webhook) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(INSERT)
                .setParameter(1, id).setParameter(2, webhook.source()).setParameter(3, webhook.dedupeKey())
                .setParameter(4, webhook.key()).setParameter(5, WebhookOutcome.APPLIED.name())
                .setParameter(6, webhook.receivedAt())
                .executeUpdate()).map(rows -> rows == 1);
    }

    private Uni<Void> dispatch(UUID id, RawWebhook webhook) {
        return handle(id, webhook)
                .chain(outcome -> outcome == WebhookOutcome.APPLIED ? Uni.createFrom().voidItem() : updateOutcome(id, outcome));
    }

    /** What is not understood is stored: the sender has its acknowledgement and does not send it again. */
    private Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        WebhookHandler handler = handlerOf(webhook);
        return Uni.createFrom().deferred(() -> handler.handle(id, webhook))
                .onFailure(UnreadableWebhookException.class)
                .recoverWithUni(failure -> unreadable.store(id, webhook, failure.getMessage())
                        .replaceWith(WebhookOutcome.PARKED));
    }

    private WebhookHandler handlerOf(RawWebhook webhook) {
        WebhookHandler handler = handlers.get(webhook.source());
        if (handler == null) {
            throw new UnreadableWebhookException("No handler for the source " + webhook.source());
        }
        return handler;
    }

    private static Uni<Void> updateOutcome(UUID id, WebhookOutcome outcome) {
        return Panache.getSession().flatMap(session -> session
                .createNativeQuery("update webhook_log set outcome = ?2 where id = ?1")
                .setParameter(1, id).setParameter(2, outcome.name()).executeUpdate()).replaceWithVoid();
    }

    private Uni<Void> countDuplicate(RawWebhook webhook) {
        metrics.counter("trunkline.webhooks.duplicates", "source", webhook.source()).increment();
        return Uni.createFrom().voidItem();
    }
}
