package io.trunkline.carrier;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.job.JobScheduler;
import io.trunkline.carrier.message.MessageRepository;
import io.trunkline.carrier.message.OutgoingMessage;
import io.trunkline.carrier.number.NumberConfiguration;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.order.CarrierOrder;
import io.trunkline.carrier.order.OrderConfig;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/**
 * Consumes {@code carrier-commands} and stores each command as a job, once per command id; {@code ConfirmMessage} resolves an
 * existing job. No carrier is called here. The scheduler is woken after the commit.
 */
@ApplicationScoped
class CarrierCommandConsumer implements Replayable {

    private static final String CONSUMER = "carrier-gateway.commands";

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final JobScheduler scheduler;

    /** @param defaultCarrier the account for commands that name none; orders that name none are routed instead */
    CarrierCommandConsumer(IdempotentHandler handler, JobRepository jobs, JobScheduler scheduler, MessageRepository messages,
            OrderConfig orders,
            @ConfigProperty(name = "trunkline.default-carrier", defaultValue = "twilio") String defaultCarrier) {
        this.handler = handler;
        this.scheduler = scheduler;
        this.handlers = EventHandlers.of(CONSUMER)
                .on(OrderNumber.class, command -> jobs.storeOnce(new CarrierOrder(command, orders)))
                .on(ConfigureNumber.class, command -> jobs.storeOnce(new NumberConfiguration(command, defaultCarrier)))
                .on(ReleaseCarrierNumber.class, command -> jobs.storeOnce(new NumberRelease(command, defaultCarrier)))
                .on(SendMessage.class, command -> jobs.storeOnce(new OutgoingMessage(command, defaultCarrier)))
                .on(ConfirmMessage.class, command -> messages.confirm(command.messageId(), command.carrierMessageId()));
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("carrier-commands")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers).invoke(scheduler::wake);
    }
}
