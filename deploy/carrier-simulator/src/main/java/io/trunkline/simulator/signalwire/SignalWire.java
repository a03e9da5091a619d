package io.trunkline.simulator.signalwire;

import jakarta.inject.Singleton;

import io.trunkline.simulator.faults.FaultInjector;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** SignalWire by its Compatibility API: https://signalwire.com/docs/compatibility-api/rest. */
@Singleton
public class SignalWire extends TwilioApiCarrier {

    /** Its name in the ledger, in faults and in inbound messages. */
    public static final String NAME = "signalwire";
    /** The regular expression of every id. */
    public static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final int MAX_PAGE_SIZE = 1000;

    SignalWire(SignalWireErrorFormat errorFormat, FaultInjector faults) {
        super(NAME, errorFormat, faults);
    }

    @Override
    public String listUri(String account, String resource) {
        return "/api/laml/2010-04-01/Accounts/" + account + resource;
    }

    @Override
    public String uri(String account, String resource) {
        return listUri(account, resource) + ".json";
    }

    /** Every page but the first is known by its token only, so it has to be there. */
    @Override
    public void checkPage(Parameters query) {
        String size = query.isFilled("PageSize") ? query.text("PageSize") : "1";
        if (!size.matches("[0-9]{1,4}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MAX_PAGE_SIZE) {
            throw new TwilioApiException(422, 54454, "PageSize is a number from 1 to " + MAX_PAGE_SIZE);
        }
        boolean first = !query.isFilled("Page") || query.text("Page").matches("0+");
        if (query.isFilled("PageToken") ? !query.text("PageToken").matches("(PA|PB)[0-9]{1,18}") : !first) {
            throw new TwilioApiException(422, 54453, "The PageToken is invalid or missing");
        }
    }
}
