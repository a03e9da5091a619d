package io.trunkline.carrier.command;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.configuration.NumberConfiguration;
import io.trunkline.carrier.job.JobRunner;
import io.trunkline.carrier.job.Jobs;
import io.trunkline.carrier.message.MessageRepository;
import io.trunkline.carrier.message.OutgoingMessage;
import io.trunkline.carrier.order.CarrierOrder;
import io.trunkline.carrier.order.OrderConfig;
import io.trunkline.carrier.release.NumberRelease;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.Event;
import io.trunkline.kit.messaging.EventConsumer;

/**
 * Hears {@code carrier-commands} and stores each as a job, once by the command's own id, or as what a job goes by; nothing is
 * done at a carrier here.
 * Jobs are woken after the commit.
 */
@ApplicationScoped
class CarrierCommands {

    private static final String CONSUMER = "carrier-gateway.commands";

    private final EventConsumer consumer;
    private final Jobs jobs;
    private final JobRunner runner;
    private final MessageRepository messages;
    private final OrderConfig orders;
    private final String defaultCarrier;

    CarrierCommands(EventConsumer consumer, Jobs jobs, JobRunner runner, MessageRepository messages,
            OrderConfig orders,
            @ConfigProperty(name = "trunkline.default-carrier", defaultValue = "twilio") String defaultCarrier) {
        this.consumer = consumer;
        this.jobs = jobs;
        this.runner = runner;
        this.messages = messages;
        this.orders = orders;
        this.defaultCarrier = defaultCarrier;
    }

    @Incoming("carrier-commands")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle(CONSUMER, message, this::store).invoke(runner::wake);
    }

    private Uni<Void> store(Event event) {
        if (event instanceof OrderNumber command) {
            return jobs.storeOnce(new CarrierOrder(command, orders));
        }
        if (event instanceof ConfigureNumber command) {
            return jobs.storeOnce(new NumberConfiguration(command, defaultCarrier));
        }
        if (event instanceof ReleaseCarrierNumber command) {
            return jobs.storeOnce(new NumberRelease(command, defaultCarrier));
        }
        if (event instanceof SendMessage command) {
            return jobs.storeOnce(new OutgoingMessage(command, defaultCarrier));
        }
        if (event instanceof ConfirmMessage command) {
            return messages.confirm(command.messageId(), command.carrierMessageId());
        }
        return Uni.createFrom().voidItem();
    }
}
