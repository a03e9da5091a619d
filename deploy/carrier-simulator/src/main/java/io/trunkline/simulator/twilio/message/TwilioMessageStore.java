package io.trunkline.simulator.twilio.message;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.message.MessageStore;

/** Every text of our Twilio account: {@code SM…} or, with media, {@code MM…}. */
@Singleton
class TwilioMessageStore extends MessageStore {

    TwilioMessageStore(Ledger ledger) {
        super(Twilio.NAME, ledger);
    }

    @Override
    protected String newSid(boolean mms) {
        return Sids.next(mms ? "MM" : "SM");
    }

    @Override
    protected String sidForm() {
        return Sids.form("(SM|MM)");
    }
}
