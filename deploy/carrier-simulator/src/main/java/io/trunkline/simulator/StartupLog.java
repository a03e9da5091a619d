package io.trunkline.simulator;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.simulator.clerk.ClerkConfig;
import io.trunkline.simulator.ledger.LedgerConfig;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.signalwire.number.SignalWireNumberStore;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;
import io.trunkline.simulator.telnyx.number.PhoneNumberStore;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.twilio.number.TwilioNumberStore;

/** Logs at startup which systems are simulated and where their webhooks go. Logs no secret. */
@Singleton
class StartupLog {

    /** Rebuilds the numbers and makes the first search at startup, so a broken ledger is found at once and no request waits. */
    void log(@Observes StartupEvent event, TwilioConfig twilio, ClerkConfig clerk, LedgerConfig ledger,
            TwilioNumberStore numbers, PhoneNumberStore telnyxNumbers, TelnyxAccountRegistry telnyx,
            SignalWireConfig signalWire,
            SignalWireNumberStore signalWireNumbers) {
        Log.infof("Twilio under /twilio, account %s, %d numbers owned", twilio.accountSid(), numbers.warmUp());
        Log.infof("Telnyx under /telnyx, public key %s, %d numbers owned",
                telnyx.signingKey(TelnyxAccountRegistry.MAIN).orElseThrow().publicKey(),
                telnyxNumbers.warmUp());
        Log.infof("SignalWire under /signalwire, project %s, %d numbers owned", signalWire.projectId(),
                signalWireNumbers.warmUp());
        Log.infof("Clerk under /clerk, webhooks to %s", clerk.webhookUrl());
        Log.infof("Ledger %s", ledger.file().map(file -> "in " + file).orElse("in memory only"));
    }
}
