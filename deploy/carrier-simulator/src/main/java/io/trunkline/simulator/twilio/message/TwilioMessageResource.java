package io.trunkline.simulator.twilio.message;

import java.util.Set;

import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.message.Message;
import io.trunkline.simulator.twilioapi.message.MessageResource;

/** Texts at Twilio. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class TwilioMessageResource extends MessageResource {

    TwilioMessageResource(Twilio twilio, TwilioMessageStore messages, TwilioMessageValidator newMessages,
            TwilioStatusCallbackSender callbacks) {
        super(twilio, messages, newMessages, callbacks);
    }

    @Override
    protected Object view(Message message, String account) {
        return TwilioMessageView.of(message, account);
    }

    @Override
    protected Set<String> filters() {
        return Set.of("From", "To", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken");
    }
}
