package io.trunkline.simulator.signalwire.message;

import java.util.Set;

import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import io.trunkline.simulator.compatible.message.Message;
import io.trunkline.simulator.compatible.message.MessageResource;
import io.trunkline.simulator.signalwire.SignalWire;

/** Texts at SignalWire. */
@Path("/signalwire/api/laml/2010-04-01/Accounts/{account}")
@Blocking
public class SignalWireMessageResource extends MessageResource {

    private final SignalWire signalWire;

    SignalWireMessageResource(SignalWire signalWire, SignalWireMessages messages, SignalWireNewMessages newMessages,
            SignalWireStatusCallbacks callbacks) {
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
