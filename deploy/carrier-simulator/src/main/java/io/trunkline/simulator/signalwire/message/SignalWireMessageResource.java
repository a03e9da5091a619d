package io.trunkline.simulator.signalwire.message;

import java.util.Set;

import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.twilioapi.message.Message;
import io.trunkline.simulator.twilioapi.message.MessageResource;

/** Texts at SignalWire. */
@Path("/signalwire/api/laml/2010-04-01/Accounts/{account}")
@Blocking
public class SignalWireMessageResource extends MessageResource {

    private final SignalWire signalWire;

    SignalWireMessageResource(SignalWire signalWire, SignalWireMessageStore messages, SignalWireMessageValidator newMessages,
            SignalWireStatusCallbackSender callbacks) {
        super(signalWire, messages, newMessages, callbacks);
        this.signalWire = signalWire;
    }

    @Override
    protected Object view(Message message, String account) {
        return SignalWireMessageView.of(message, account, signalWire);
    }

    @Override
    protected Set<String> filters() {
        return Set.of("From", "To", "Status", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken");
    }
}
