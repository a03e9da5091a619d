package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.webhook.unrouted.ParkingLot;

/** Learns from inventory-service who owns which number, and brings what waited for that to its owner. */
@ApplicationScoped
class NumberEvents {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final RouteProjection projection;
    private final ParkingLot parking;

    NumberEvents(IdempotentHandler handler, RouteProjection projection, ParkingLot parking) {
        this.handler = handler;
        this.projection = projection;
        this.parking = parking;
        this.handlers = EventHandlers.of("webhook-router.routes")
                .on(NumberAssigned.class, assigned -> projection.begin(assigned)
                        .chain(route -> parking.release(route.number(), route.validFrom, route.validTo)))
                .on(NumberReleased.class, projection::end);
    }

    @Incoming("numbers")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
