package io.trunkline.simulator.twilio;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.faults.FaultInjector;
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;

/** Twilio, whose API 2010-04-01 is. */
@Singleton
public class Twilio extends TwilioApiCarrier {

    /** Its name in the ledger, in faults and in inbound messages. */
    public static final String NAME = "twilio";

    Twilio(TwilioErrorFormat errorFormat, FaultInjector faults) {
        super(NAME, errorFormat, faults);
    }

    @Override
    public String listUri(String account, String resource) {
        return uri(account, resource);
    }

    @Override
    public String uri(String account, String resource) {
        return "/2010-04-01/Accounts/" + account + resource + ".json";
    }

    @Override
    public Map<String, Object> envelope(Page<?> page, String key, List<?> views, String uri, Parameters query) {
        Map<String, Object> envelope = super.envelope(page, key, views, uri, query);
        envelope.put("start", page.start());
        envelope.put("end", Math.max(page.start(), page.start() + views.size() - 1));
        return envelope;
    }
}
