package io.trunkline.simulator.signalwire.number;

import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;
import io.trunkline.simulator.twilioapi.number.IncomingNumbersResource;
import io.trunkline.simulator.twilioapi.number.NumberSettings;

/** Numbers at SignalWire: https://signalwire.com/docs/compatibility-api/rest/incoming-phone-numbers. */
@Path("/signalwire/api/laml/2010-04-01/Accounts/{account}")
@Blocking
public class SignalWireNumbersResource extends IncomingNumbersResource {

    private static final NumberSettings SETTINGS = new NumberSettings(
            Map.of("VoiceReceiveMode", "voice|fax", "EmergencyAddressSid", SignalWire.ID),
            Set.of("SmsApplicationSid", "VoiceApplicationSid"), 255);

    private final SignalWireNumberStore numbers;

    SignalWireNumbersResource(SignalWire signalWire, NumberInventory inventory, SignalWireNumberStore numbers) {
        super(signalWire, inventory, numbers, SETTINGS);
        this.numbers = numbers;
    }

    @Override
    protected Object view(IncomingNumber number, String account) {
        return SignalWireNumberView.of(number, account, carrier);
    }

    @Override
    protected String[] purchaseParameters() {
        return new String[] { "PhoneNumber" };
    }

    @Override
    protected Set<String> filters() {
        return Set.of("PhoneNumber", "FriendlyName", "PageSize", "Page", "PageToken");
    }

    @Override
    protected IncomingNumber purchase(String account, Parameters form) {
        if (!form.isFilled("PhoneNumber")) {
            throw TwilioApiException.badRequest(21421, "PhoneNumber is required");
        }
        if (!form.text("PhoneNumber").matches("\\+[0-9]{5,17}")) {
            throw TwilioApiException.badRequest(21401, "PhoneNumber is a plus and 5 to 17 digits");
        }
        if (form.has("EmergencyAddressSid")) {
            throw TwilioApiException.badRequest(90000, "EmergencyAddressSid can be set only on a number that is bought");
        }
        return numbers.buy(account, inventoryNumber(form.text("PhoneNumber")), form.text("FriendlyName"), settings.read(form));
    }
}
