package io.trunkline.simulator.twilio;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.IncomingNumber;

/** A bought number in Twilio's JSON. Absent texts are empty, absent SIDs null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TwilioNumberView(String sid, String accountSid, String phoneNumber, String friendlyName,
        Map<String, Boolean> capabilities, String addressRequirements, String addressSid, String identitySid, String bundleSid,
        boolean beta, String origin, String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) String type, String apiVersion, String voiceUrl, String voiceMethod,
        String voiceFallbackUrl, String voiceFallbackMethod, boolean voiceCallerIdLookup, String voiceReceiveMode,
        String voiceApplicationSid, String smsUrl, String smsMethod, String smsFallbackUrl, String smsFallbackMethod,
        String smsApplicationSid, String statusCallback, String statusCallbackMethod, String trunkSid, String emergencyStatus,
        String emergencyAddressSid, String emergencyAddressStatus, String dateCreated, String dateUpdated, String uri) {

    static TwilioNumberView of(IncomingNumber number) {
        return of(number, number.number().area().type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The resources of one type do not contain the type. */
    static TwilioNumberView withoutType(IncomingNumber number) {
        return of(number, null);
    }

    private static TwilioNumberView of(IncomingNumber number, String type) {
        NumberArea area = number.number().area();
        return new TwilioNumberView(number.sid(), number.account(), number.e164(), number.friendlyName(), capabilities(area),
                PurchaseRules.addressRequirements(area), number.setting("AddressSid", null),
                number.setting("IdentitySid", null),
                number.setting("BundleSid", null),
                false, "twilio", "in-use", type, number.setting("ApiVersion", "2010-04-01"),
                number.setting("VoiceUrl"), method(number, "VoiceMethod"), number.setting("VoiceFallbackUrl"),
                method(number, "VoiceFallbackMethod"), Boolean.parseBoolean(number.setting("VoiceCallerIdLookup")),
                number.setting("VoiceReceiveMode", "voice"), null, number.setting("SmsUrl"), method(number, "SmsMethod"),
                number.setting("SmsFallbackUrl"), method(number, "SmsFallbackMethod"), null, number.setting("StatusCallback"),
                method(number, "StatusCallbackMethod"), null, number.setting("EmergencyStatus", "Inactive"),
                number.setting("EmergencyAddressSid", null),
                number.setting("EmergencyAddressSid").isEmpty() ? "unregistered" : "registered",
                Dates.format(number.created()), Dates.format(number.updated()),
                "/2010-04-01/Accounts/" + number.account() + "/IncomingPhoneNumbers/" + number.sid() + ".json");
    }

    private static Map<String, Boolean> capabilities(NumberArea area) {
        Map<String, Boolean> capabilities = new TreeMap<>();
        capabilities.put("voice", true);
        capabilities.put("sms", area.sms());
        capabilities.put("mms", area.mms());
        capabilities.put("fax", false);
        return capabilities;
    }

    private static String method(IncomingNumber number, String name) {
        return number.setting(name, "POST");
    }
}
