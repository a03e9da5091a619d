package io.trunkline.simulator.signalwire.message;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.signalwire.number.SignalWireNumberStore;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.message.RetryPolicy;
import io.trunkline.simulator.twilioapi.message.TwilioApiHandset;
import io.trunkline.simulator.web.Problem;

/** A phone that texts one of our SignalWire numbers. A webhook that fails is not tried again. */
@Singleton
class SignalWireHandset extends TwilioApiHandset {

    private final SignalWireConfig config;
    private final OptOutRegistry optOuts;

    SignalWireHandset(SignalWireConfig config, SignalWireNumberStore numbers, SignalWireMessageStore messages,
            OptOutRegistry optOuts,
            SignalWireWebhookSender webhooks) {
        super(numbers, messages, webhooks);
        this.config = config;
        this.optOuts = optOuts;
    }

    @Override
    public String carrier() {
        return SignalWire.NAME;
    }

    @Override
    protected void check(InboundText text) {
        if (text.channel() == Channel.WHATSAPP) {
            throw Problem.badRequest("SignalWire brings no WhatsApp messages");
        }
    }

    @Override
    protected RetryPolicy retryPolicy(String url) {
        return new RetryPolicy(SignalWireWebhookSender.timeouts(config), 0, Set.of());
    }

    @Override
    protected Map<String, String> fallbackParameters(String url) {
        return Map.of();
    }

    @Override
    protected SortedMap<String, String> parameters(String account, InboundText text, String sid) {
        optOuts.recordKeyword(text.from(), text.to(), text.body());
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", account);
        parameters.put("MessageSid", sid);
        parameters.put("From", text.from());
        parameters.put("To", text.to());
        parameters.put("Body", text.body());
        return parameters;
    }
}
