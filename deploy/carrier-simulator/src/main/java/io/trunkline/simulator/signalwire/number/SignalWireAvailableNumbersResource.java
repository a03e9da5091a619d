package io.trunkline.simulator.signalwire.number;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.ApiNumberType;
import io.trunkline.simulator.twilioapi.number.AvailableNumbersResource;

/** What SignalWire sells: https://signalwire.com/docs/compatibility-api/rest/available-phone-numbers. */
@Path("/signalwire/api/laml/2010-04-01/Accounts/{account}")
@Blocking
public class SignalWireAvailableNumbersResource extends AvailableNumbersResource {

    /** The enabled and excluding ones are accepted for Twilio's sake and do nothing, whatever they say. */
    private static final Set<String> PARAMETERS = Set.of("AreaCode", "Contains", "SmsEnabled", "MmsEnabled", "VoiceEnabled",
            "FaxEnabled", "ExcludeAllAddressRequired", "ExcludeLocalAddressRequired", "ExcludeForeignAddressRequired", "Beta",
            "InRegion", "InLocality", "PageSize", "Page", "PageToken");

    SignalWireAvailableNumbersResource(SignalWire signalWire, NumberInventory inventory, SignalWireNumberStore numbers) {
        super(signalWire, inventory, numbers);
    }

    /** LATA, locality, latitude, longitude and postal code are always null. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AvailableNumber(String friendlyName, String phoneNumber, String lata, String locality, String rateCenter,
            String latitude, String longitude, String region, String postalCode, String isoCountry, boolean beta,
            Map<String, Boolean> capabilities) {

        static AvailableNumber of(InventoryNumber number) {
            NumberArea area = number.area();
            Map<String, Boolean> capabilities = new LinkedHashMap<>();
            capabilities.put("voice", true);
            capabilities.put("SMS", area.sms());
            capabilities.put("MMS", area.mms());
            return new AvailableNumber(number.friendly(), number.e164(), null, null,
                    orNull(area.locality().toUpperCase(Locale.ROOT)), null, null, orNull(area.region()), null, area.country(),
                    false, capabilities);
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @Override
    protected List<String> countries() {
        return SignalWireNumberStore.COUNTRIES;
    }

    @Override
    protected List<ApiNumberType> types() {
        return List.of(ApiNumberType.LOCAL, ApiNumberType.TOLL_FREE);
    }

    @Override
    protected Parameters query(UriInfo uri) {
        Parameters query = new Parameters(uri.getQueryParameters(), PARAMETERS);
        if (query.isFilled("AreaCode") && !query.text("AreaCode").matches("[0-9]{3}")) {
            throw TwilioApiException.badRequest(21451, "AreaCode is three digits");
        }
        if (query.isFilled("Contains") && !query.text("Contains").matches("[0-9A-Za-z]+")) {
            throw TwilioApiException.badRequest(90000, "Contains is digits and letters");
        }
        if (query.isFilled("InLocality") && !query.isFilled("InRegion")) {
            throw TwilioApiException.badRequest(90000, "InLocality can be used together with InRegion only");
        }
        return query;
    }

    @Override
    protected boolean matches(NumberArea area, Parameters query) {
        return true;
    }

    @Override
    protected Object view(InventoryNumber number) {
        return AvailableNumber.of(number);
    }
}
