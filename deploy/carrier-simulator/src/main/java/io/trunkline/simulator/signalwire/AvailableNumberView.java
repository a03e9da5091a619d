package io.trunkline.simulator.signalwire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;

/**
 * An available number in SignalWire's JSON: https://signalwire.com/docs/compatibility-api/rest/available-phone-numbers. LATA,
 * locality, latitude, longitude and postal code are always null.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AvailableNumberView(String friendlyName, String phoneNumber, String lata, String locality, String rateCenter,
        String latitude, String longitude, String region, String postalCode, String isoCountry, boolean beta,
        Map<String, Boolean> capabilities) {

    static AvailableNumberView of(InventoryNumber number) {
        NumberArea area = number.area();
        Map<String, Boolean> capabilities = new LinkedHashMap<>();
        capabilities.put("voice", true);
        capabilities.put("SMS", area.sms());
        capabilities.put("MMS", area.mms());
        return new AvailableNumberView(number.friendly(), number.e164(), null, null,
                orNull(area.locality().toUpperCase(Locale.ROOT)), null, null, orNull(area.region()), null, area.country(),
                false, capabilities);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
