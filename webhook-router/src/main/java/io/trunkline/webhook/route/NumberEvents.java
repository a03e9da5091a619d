package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.kit.messaging.EventConsumer;
import io.trunkline.webhook.unrouted.ParkingLot;

/** Learns from inventory-service who owns which number, and brings what waited for that to its owner. */
@ApplicationScoped
class NumberEvents {

    private final EventConsumer events;
    private final RouteProjection projection;
    private final ParkingLot parking;

    NumberEvents(EventConsumer events, RouteProjection projection, ParkingLot parking) {
        this.events = events;
        this.projection = projection;
        this.parking = parking;
    }

    @Incoming("numbers")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return events.handle("webhook-router.routes", message, this::learn);
    }

    private Uni<Void> learn(Event event) {
        if (event instanceof NumberAssigned assigned) {
            return projection.begin(assigned)
                    .chain(route -> parking.release(route.number(), route.validFrom, route.validTo));
        }
        if (event instanceof NumberReleased released) {
            return projection.end(released);
        }
        return Uni.createFrom().voidItem();
    }
}
