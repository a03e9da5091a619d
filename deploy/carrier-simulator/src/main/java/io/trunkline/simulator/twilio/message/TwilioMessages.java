package io.trunkline.simulator.twilio.message;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.message.Messages;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.Twilio;

/** Every text of our Twilio account: {@code SM…} or, with media, {@code MM…}. */
@Singleton
class TwilioMessages extends Messages {

    TwilioMessages(Ledger ledger) {
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
