package io.trunkline.simulator.twilio.number;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.ApiNumberType;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;
import io.trunkline.simulator.twilioapi.number.IncomingNumbersResource;
import io.trunkline.simulator.twilioapi.number.NumberSettings;

/** Numbers at Twilio, of all types together and of each apart; an area code will do to buy one. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class TwilioNumbersResource extends IncomingNumbersResource {

    private static final String OF_TYPE = ALL + "/{type: Local|TollFree|Mobile}.json";
    private static final NumberSettings SETTINGS = new NumberSettings(
            Map.of("AddressSid", Sids.form("AD"), "BundleSid", Sids.form("BU"), "IdentitySid", Sids.form("RI"),
                    "EmergencyAddressSid", Sids.form("AD"), "EmergencyStatus", "Active|Inactive", "VoiceReceiveMode",
                    "voice|fax", "VoiceCallerIdLookup", "(?i)true|false", "ApiVersion", ".*"),
            Set.of("SmsApplicationSid", "VoiceApplicationSid", "TrunkSid"), 64);

    private final TwilioNumberStore numbers;

    TwilioNumbersResource(Twilio twilio, NumberInventory inventory, TwilioNumberStore numbers) {
        super(twilio, inventory, numbers, SETTINGS);
        this.numbers = numbers;
    }

    @POST
    @Path(OF_TYPE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buyOfType(@RestPath String account, @RestPath String type, MultivaluedMap<String, String> form) {
        return buy(form, parameters -> purchase(account, parameters, typeOf(type)),
                number -> TwilioNumberView.ofType(number, account));
    }

    @GET
    @Path(OF_TYPE)
    public Uni<Response> listOfType(@RestPath String account, @RestPath String type, UriInfo uri) {
        return list(account, uri, carrier.listUri(account, ALL + "/" + type),
                number -> number.number().area().type() == typeOf(type),
                number -> TwilioNumberView.ofType(number, account));
    }

    @Override
    protected Object view(IncomingNumber number, String account) {
        return TwilioNumberView.of(number, account);
    }

    @Override
    protected String[] purchaseParameters() {
        return new String[] { "PhoneNumber", "AreaCode" };
    }

    @Override
    protected Set<String> filters() {
        return Set.of("PhoneNumber", "FriendlyName", "Beta", "Origin", "PageSize", "Page", "PageToken");
    }

    @Override
    protected boolean passes(IncomingNumber number, Parameters query) {
        return !query.isFilled("Origin") || query.text("Origin").equals("twilio");
    }

    @Override
    protected IncomingNumber purchase(String account, Parameters form) {
        return purchase(account, form, null);
    }

    /** @param type of the number, null when any will do */
    private IncomingNumber purchase(String account, Parameters form, NumberType type) {
        String name = form.text("FriendlyName");
        if (form.isFilled("PhoneNumber")) {
            return numbers.buy(account, inventoryNumber(form.text("PhoneNumber"), type), name, settings.read(form));
        }
        if (form.isFilled("AreaCode")) {
            return numbers.buyByAreaCode(account, form.text("AreaCode"), type == null ? NumberType.LOCAL : type, name,
                    settings.read(form));
        }
        throw TwilioApiException.badRequest(21421, "PhoneNumber or AreaCode is required");
    }

    private InventoryNumber inventoryNumber(String e164, NumberType type) {
        if (!isValid(e164)) {
            throw TwilioApiException.badRequest(21421, e164 + " is not a valid phone number");
        }
        InventoryNumber number = inventoryNumber(e164);
        if (type != null && number.area().type() != type) {
            throw TwilioApiException.badRequest(21458, e164 + " is not of type " + ApiNumberType.of(type).path());
        }
        return number;
    }

    private static NumberType typeOf(String path) {
        return Stream.of(ApiNumberType.values()).filter(resource -> resource.path().equals(path)).findFirst().orElseThrow()
                .type();
    }
}
