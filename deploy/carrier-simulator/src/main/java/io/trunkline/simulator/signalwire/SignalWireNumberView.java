package io.trunkline.simulator.signalwire;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.IncomingNumber;

/** A bought number in SignalWire's JSON. Absent values are null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SignalWireNumberView(String sid, String accountSid, String accountId, String phoneNumber, String friendlyName,
        String countryCode, Map<String, Boolean> capabilities, String addressRequirements, String addressSid,
        String identitySid, boolean beta, String origin,
        @JsonInclude(JsonInclude.Include.NON_NULL) String verificationStatus, String apiVersion, String voiceUrl,
        String voiceMethod, String voiceFallbackUrl, String voiceFallbackMethod, Boolean voiceCallerIdLookup,
        String voiceApplicationSid, String smsUrl, String smsMethod, String smsFallbackUrl, String smsFallbackMethod,
        String smsApplicationSid, String statusCallback, String statusCallbackMethod, String trunkSid, String emergencyStatus,
        String emergencyAddressSid, String dateCreated, String dateUpdated, String uri) {

    static SignalWireNumberView of(IncomingNumber number) {
        NumberArea area = number.number().area();
        String address = number.setting("EmergencyAddressSid", null);
        return new SignalWireNumberView(number.sid(), number.account(), number.account(), number.e164(), number.friendlyName(),
                area.country(),
                capabilities(area), "none", null, null, false, "signalwire",
                area.type() == NumberType.TOLL_FREE ? "Unverified" : null, "2010-04-01", number.setting("VoiceUrl", null),
                method(number, "VoiceMethod"), number.setting("VoiceFallbackUrl", null), method(number, "VoiceFallbackMethod"),
                null, null, number.setting("SmsUrl", null), method(number, "SmsMethod"), number.setting("SmsFallbackUrl", null),
                method(number, "SmsFallbackMethod"), null, number.setting("StatusCallback", null),
                method(number, "StatusCallbackMethod"), null, address == null ? "Inactive" : "Active", address,
                Dates.format(number.created()), Dates.format(number.updated()),
                SignalWire.API_PATH + "/Accounts/" + number.account() + "/IncomingPhoneNumbers/" + number.sid() + ".json");
    }

    private static Map<String, Boolean> capabilities(NumberArea area) {
        Map<String, Boolean> capabilities = new TreeMap<>();
        capabilities.put("voice", true);
        capabilities.put("sms", area.sms());
        capabilities.put("mms", area.mms());
        capabilities.put("fax", true);
        return capabilities;
    }

    private static String method(IncomingNumber number, String name) {
        return number.setting(name, "POST");
    }
}
