package io.trunkline.simulator.twilio.number;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.twilio.Parameters;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.TwilioError;
import io.trunkline.simulator.web.Urls;

/**
 * What can be set on a number, at purchase and later:
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource.
 */
final class NumberSettings {

    private static final List<String> URLS = List.of("SmsUrl", "SmsFallbackUrl", "VoiceUrl", "VoiceFallbackUrl");
    private static final List<String> METHODS = List.of("SmsMethod", "SmsFallbackMethod", "VoiceMethod",
            "VoiceFallbackMethod", "StatusCallbackMethod");
    private static final Map<String, String> SIDS = Map.of("AddressSid", "AD", "BundleSid", "BU", "IdentitySid", "RI",
            "EmergencyAddressSid", "AD");
    private static final Map<String, List<String>> CHOICES = Map.of("EmergencyStatus", List.of("Active", "Inactive"),
            "VoiceReceiveMode", List.of("voice", "fax"));
    /** Known, but there are no applications and trunks to refer to. */
    private static final List<String> APPLICATIONS = List.of("SmsApplicationSid", "VoiceApplicationSid", "TrunkSid");
    private static final Set<String> OTHERS = Set.of("FriendlyName", "StatusCallback", "VoiceCallerIdLookup", "ApiVersion");
    private static final int LONGEST_NAME = 64;

    private NumberSettings() {
    }

    /** Reads a form that may hold settings and the parameters named. */
    static Parameters form(MultivaluedMap<String, String> form, String... others) {
        Set<String> known = new HashSet<>(OTHERS);
        known.addAll(URLS);
        known.addAll(METHODS);
        known.addAll(SIDS.keySet());
        known.addAll(CHOICES.keySet());
        known.addAll(APPLICATIONS);
        known.addAll(Set.of(others));
        return new Parameters(form, known);
    }

    /** The settings given, checked, without the friendly name. */
    static Map<String, String> read(Parameters form) {
        for (String url : URLS) {
            check(!form.isFilled(url) || Urls.isUrl(form.text(url)), 21402, url + " is not a valid URL");
        }
        check(!form.isFilled("StatusCallback") || Urls.isUrl(form.text("StatusCallback")), 21502,
                "StatusCallback is not a valid URL");
        for (String method : METHODS) {
            check(!form.isFilled(method) || Set.of("GET", "POST").contains(form.text(method)), 21403,
                    method + " is GET or POST");
        }
        SIDS.forEach((name, kind) -> check(!form.isFilled(name) || Sids.isSid(kind, form.text(name)), 20001,
                name + " is " + kind + " and 32 hexadecimal digits"));
        CHOICES.forEach((name, choices) -> check(!form.isFilled(name) || choices.contains(form.text(name)), 20001,
                name + " is one of " + choices));
        for (String application : APPLICATIONS) {
            check(!form.isFilled(application), 21420, application + " is not accessible");
        }
        form.flag("VoiceCallerIdLookup");
        check(!form.has("FriendlyName") || form.text("FriendlyName").length() <= LONGEST_NAME, 20001,
                "FriendlyName has at most " + LONGEST_NAME + " characters");
        Map<String, String> settings = new TreeMap<>(form.given());
        settings.keySet().removeIf(name -> name.equals("FriendlyName") || name.equals("PhoneNumber")
                || name.equals("AreaCode") || name.equals("AccountSid"));
        return settings;
    }

    private static void check(boolean holds, int code, String otherwise) {
        if (!holds) {
            throw TwilioError.badRequest(code, otherwise);
        }
    }
}
