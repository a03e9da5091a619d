package io.trunkline.simulator.signalwire.message;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.twilioapi.message.MessageStore;

/** Every text of our SignalWire project. */
@Singleton
class SignalWireMessageStore extends MessageStore {

    SignalWireMessageStore(Ledger ledger) {
        super(SignalWire.NAME, ledger);
    }

    @Override
    protected String newSid(boolean mms) {
        return UUID.randomUUID().toString();
    }

    @Override
    protected String sidForm() {
        return SignalWire.ID;
    }
}
