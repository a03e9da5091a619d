package io.trunkline.simulator;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.simulator.clerk.ClerkConfig;
import io.trunkline.simulator.ledger.LedgerConfig;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;
import io.trunkline.simulator.telnyx.number.PhoneNumberStore;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStores;

/** Logs at startup which systems are simulated and where their webhooks go. Logs no secret. */
@Singleton
class StartupLog {

    /** Rebuilds the numbers and makes the first search at startup, so a broken ledger is found at once and no request waits. */
    void log(@Observes StartupEvent event, TwilioApi api, IncomingNumberStores numbers, PhoneNumberStore telnyxNumbers,
            TelnyxAccountRegistry telnyx, ClerkConfig clerk, LedgerConfig ledger) {
        for (CarrierProfile carrier : api.carriers()) {
            Log.infof("%s under %s, account %s, %d numbers owned", carrier.name(), carrier.basePath(),
                    carrier.accounts().main(), numbers.of(carrier).warmUp());
        }
        Log.infof("telnyx under /telnyx, public key %s, %d numbers owned",
                telnyx.signingKey(TelnyxAccountRegistry.MAIN).orElseThrow().publicKey(), telnyxNumbers.warmUp());
        Log.infof("Clerk under /clerk, webhooks to %s", clerk.webhookUrl());
        Log.infof("Ledger %s", ledger.file().map(file -> "in " + file).orElse("in memory only"));
    }
}
