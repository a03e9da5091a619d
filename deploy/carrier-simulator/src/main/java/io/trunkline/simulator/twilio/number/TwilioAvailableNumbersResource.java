package io.trunkline.simulator.twilio.number;

import java.util.LinkedHashMap;
import java.util.List;
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
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.number.ApiNumberType;
import io.trunkline.simulator.twilioapi.number.AvailableNumbersResource;

/** What Twilio sells: every type in every country there is, chosen by what a number can do as well. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class TwilioAvailableNumbersResource extends AvailableNumbersResource {

    private static final Set<String> PARAMETERS = Set.of("AreaCode", "Contains", "SmsEnabled", "MmsEnabled", "VoiceEnabled",
            "FaxEnabled", "ExcludeAllAddressRequired", "ExcludeLocalAddressRequired", "ExcludeForeignAddressRequired", "Beta",
            "InRegion", "InLocality", "PageSize", "Page", "PageToken");

    private final NumberInventory inventory;

    TwilioAvailableNumbersResource(Twilio twilio, NumberInventory inventory, TwilioNumberStore numbers) {
        super(twilio, inventory, numbers);
        this.inventory = inventory;
    }

    /** Latitude and longitude, LATA, rate centre and postal code are unknown here. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AvailableNumber(String friendlyName, String phoneNumber, String lata, String locality, String rateCenter,
            Double latitude, Double longitude, String region, String postalCode, String isoCountry,
            String addressRequirements, boolean beta, Map<String, Boolean> capabilities) {

        static AvailableNumber of(InventoryNumber number) {
            NumberArea area = number.area();
            Map<String, Boolean> capabilities = new LinkedHashMap<>();
            capabilities.put("voice", true);
            capabilities.put("sms", area.sms());
            capabilities.put("mms", area.mms());
            return new AvailableNumber(number.friendly(), number.e164(), null, orNull(area.locality()), null, null, null,
                    orNull(area.region()), null, area.country(), TwilioNumberStore.addressRequirements(area), false,
                    capabilities);
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @Override
    protected List<String> countries() {
        return inventory.countries();
    }

    @Override
    protected List<ApiNumberType> types() {
        return List.of(ApiNumberType.values());
    }

    @Override
    protected Parameters query(UriInfo uri) {
        return new Parameters(uri.getQueryParameters(), PARAMETERS);
    }

    /** No number needs an address abroad, so nothing is left out by {@code ExcludeForeignAddressRequired}. */
    @Override
    protected boolean matches(NumberArea area, Parameters query) {
        String address = TwilioNumberStore.addressRequirements(area);
        return (!isTrue(query, "SmsEnabled") || area.sms()) && (!isTrue(query, "MmsEnabled") || area.mms())
                && !isTrue(query, "FaxEnabled")
                && (!isTrue(query, "ExcludeAllAddressRequired") || address.equals(TwilioNumberStore.NONE))
                && (!isTrue(query, "ExcludeLocalAddressRequired") || !address.equals(TwilioNumberStore.LOCAL));
    }

    @Override
    protected Object view(InventoryNumber number) {
        return AvailableNumber.of(number);
    }

    /** True asks for the capability; false asks for nothing. */
    private static boolean isTrue(Parameters query, String name) {
        return Boolean.TRUE.equals(query.flag(name));
    }
}
