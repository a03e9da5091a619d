package io.trunkline.simulator.twilio;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;

/** An available number in Twilio's JSON. Latitude and longitude, LATA, rate center and postal code are unknown. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AvailableNumberView(String friendlyName, String phoneNumber, String lata, String locality, String rateCenter,
        Double latitude, Double longitude, String region, String postalCode, String isoCountry, String addressRequirements,
        boolean beta, Map<String, Boolean> capabilities) {

    static AvailableNumberView of(InventoryNumber number) {
        NumberArea area = number.area();
        Map<String, Boolean> capabilities = new LinkedHashMap<>();
        capabilities.put("voice", true);
        capabilities.put("sms", area.sms());
        capabilities.put("mms", area.mms());
        return new AvailableNumberView(number.friendly(), number.e164(), null, orNull(area.locality()), null, null, null,
                orNull(area.region()), null, area.country(), PurchaseRules.addressRequirements(area), false, capabilities);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
