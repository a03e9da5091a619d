package io.trunkline.simulator.signalwire.number;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;

/** A bought number as SignalWire's JSON shows it. What is unset is null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SignalWireNumberView(String sid, String accountSid, String accountId, String phoneNumber, String friendlyName,
        String countryCode, Map<String, Boolean> capabilities, String addressRequirements, String addressSid,
        String identitySid, boolean beta, String origin,
        @JsonInclude(JsonInclude.Include.NON_NULL) String verificationStatus, String apiVersion, String voiceUrl,
        String voiceMethod, String voiceFallbackUrl, String voiceFallbackMethod, Boolean voiceCallerIdLookup,
        String voiceApplicationSid, String smsUrl, String smsMethod, String smsFallbackUrl, String smsFallbackMethod,
        String smsApplicationSid, String statusCallback, String statusCallbackMethod, String trunkSid, String emergencyStatus,
        String emergencyAddressSid, String dateCreated, String dateUpdated, String uri) {

    static SignalWireNumberView of(IncomingNumber number, String account, TwilioApiCarrier carrier) {
        NumberArea area = number.number().area();
        String address = text(number, "EmergencyAddressSid", null);
        return new SignalWireNumberView(number.sid(), account, account, number.e164(), number.friendlyName(), area.country(),
                capabilities(area), "none", null, null, false, "signalwire",
                area.type() == NumberType.TOLL_FREE ? "Unverified" : null, "2010-04-01", text(number, "VoiceUrl", null),
                method(number, "VoiceMethod"), text(number, "VoiceFallbackUrl", null), method(number, "VoiceFallbackMethod"),
                null, null, text(number, "SmsUrl", null), method(number, "SmsMethod"), text(number, "SmsFallbackUrl", null),
                method(number, "SmsFallbackMethod"), null, text(number, "StatusCallback", null),
                method(number, "StatusCallbackMethod"), null, address == null ? "Inactive" : "Active", address,
                Dates.format(number.created()), Dates.format(number.updated()),
                carrier.uri(account, "/IncomingPhoneNumbers/" + number.sid()));
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
        return text(number, name, "POST");
    }

    private static String text(IncomingNumber number, String name, String unset) {
        return number.setting(name).isEmpty() ? unset : number.setting(name);
    }
}
