package io.trunkline.simulator.twilioapi.message;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Message;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.WebhookClient;

/** The texts of one carrier, sent and received. */
final class MessageService {

    private final MessageStore messages;
    private final MessageValidator validator;
    private final StatusCallbackSender callbacks;
    private final Handset handset;

    MessageService(CarrierProfile carrier, IncomingNumberStore numbers, NumberInventory inventory, OptOutRegistry optOuts,
            Ledger ledger, WebhookClient client) {
        WebhookSender webhooks = new WebhookSender(carrier, client);
        this.messages = new MessageStore(carrier, ledger);
        this.validator = new MessageValidator(carrier, numbers, inventory, optOuts);
        this.callbacks = new StatusCallbackSender(carrier, messages, webhooks);
        this.handset = new TwilioApiHandset(carrier, numbers, messages, webhooks, optOuts);
    }

    /** Queues a text. Its statuses follow in the background. */
    Message send(String account, MultivaluedMap<String, String> values) {
        Parameters form = validator.validate(account, values);
        List<String> media = List.copyOf(form.all("MediaUrl"));
        boolean mms = !media.isEmpty() || Boolean.TRUE.equals(form.flag("SendAsMms"));
        Message message = messages.queue(account, form.text("From"), form.text("To"), form.has("Body") ? form.text("Body") : "",
                media, mms, form.isFilled("StatusCallback") ? form.text("StatusCallback") : null);
        callbacks.deliver(message);
        return message;
    }

    Optional<Message> bySid(String account, String sid) {
        return messages.bySid(account, sid);
    }

    List<Message> newestFirst(String account) {
        return messages.newestFirst(account);
    }

    /** The phone that sends texts to the carrier's numbers. */
    Handset handset() {
        return handset;
    }
}
