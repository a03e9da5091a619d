package io.trunkline.simulator.twilio.number;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;

/** A bought number as Twilio's JSON shows it. Unset texts are empty, unset SIDs null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TwilioNumberView(String sid, String accountSid, String phoneNumber, String friendlyName,
        Map<String, Boolean> capabilities, String addressRequirements, String addressSid, String identitySid, String bundleSid,
        boolean beta, String origin, String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) String type, String apiVersion, String voiceUrl, String voiceMethod,
        String voiceFallbackUrl, String voiceFallbackMethod, boolean voiceCallerIdLookup, String voiceReceiveMode,
        String voiceApplicationSid, String smsUrl, String smsMethod, String smsFallbackUrl, String smsFallbackMethod,
        String smsApplicationSid, String statusCallback, String statusCallbackMethod, String trunkSid, String emergencyStatus,
        String emergencyAddressSid, String emergencyAddressStatus, String dateCreated, String dateUpdated, String uri) {

    /** As the resource of all types shows it. */
    static TwilioNumberView of(IncomingNumber number, String account) {
        return of(number, account, number.number().area().type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** As the resource of its own type shows it, which does not say the type. */
    static TwilioNumberView ofType(IncomingNumber number, String account) {
        return of(number, account, null);
    }

    private static TwilioNumberView of(IncomingNumber number, String account, String type) {
        NumberArea area = number.number().area();
        return new TwilioNumberView(number.sid(), account, number.e164(), number.friendlyName(), capabilities(area),
                TwilioNumberStore.addressRequirements(area), sid(number, "AddressSid"), sid(number, "IdentitySid"),
                sid(number, "BundleSid"),
                false, "twilio", "in-use", type, text(number, "ApiVersion", "2010-04-01"),
                number.setting("VoiceUrl"), method(number, "VoiceMethod"), number.setting("VoiceFallbackUrl"),
                method(number, "VoiceFallbackMethod"), Boolean.parseBoolean(number.setting("VoiceCallerIdLookup")),
                text(number, "VoiceReceiveMode", "voice"), null, number.setting("SmsUrl"), method(number, "SmsMethod"),
                number.setting("SmsFallbackUrl"), method(number, "SmsFallbackMethod"), null, number.setting("StatusCallback"),
                method(number, "StatusCallbackMethod"), null, text(number, "EmergencyStatus", "Inactive"),
                sid(number, "EmergencyAddressSid"),
                number.setting("EmergencyAddressSid").isEmpty() ? "unregistered" : "registered",
                Dates.format(number.created()), Dates.format(number.updated()),
                "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers/" + number.sid() + ".json");
    }

    private static Map<String, Boolean> capabilities(NumberArea area) {
        Map<String, Boolean> capabilities = new TreeMap<>();
        capabilities.put("voice", true);
        capabilities.put("sms", area.sms());
        capabilities.put("mms", area.mms());
        capabilities.put("fax", false);
        return capabilities;
    }

    private static String sid(IncomingNumber number, String name) {
        return text(number, name, null);
    }

    private static String method(IncomingNumber number, String name) {
        return text(number, name, "POST");
    }

    private static String text(IncomingNumber number, String name, String unset) {
        return number.setting(name).isEmpty() ? unset : number.setting(name);
    }
}
