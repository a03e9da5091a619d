package io.trunkline.simulator;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.simulator.clerk.ClerkConfig;
import io.trunkline.simulator.ledger.LedgerConfig;
import io.trunkline.simulator.twilio.TwilioConfig;

/** Says at start what is played and where it goes; never a secret. */
@Singleton
class Startup {

    void announce(@Observes StartupEvent event, TwilioConfig twilio, ClerkConfig clerk, LedgerConfig ledger) {
        Log.infof("Twilio under /twilio, account %s", twilio.accountSid());
        Log.infof("Clerk under /clerk, webhooks to %s", clerk.webhookUrl());
        Log.infof("Ledger %s", ledger.file().map(file -> "in " + file).orElse("in memory only"));
    }
}
