package io.trunkline.simulator.twilioapi.number;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.web.Urls;

/**
 * What can be set on a number, at purchase and later: URLs and methods at every carrier, and what is its own.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 *
 * @param own the carrier's other settings, and the regular expression that each value has to match
 * @param applications known, but there is nothing to refer to
 * @param maxNameLength how many characters a friendly name may have
 */
public record NumberSettings(Map<String, String> own, Set<String> applications, int maxNameLength) {

    private static final List<String> URLS = List.of("SmsUrl", "SmsFallbackUrl", "VoiceUrl", "VoiceFallbackUrl");
    private static final List<String> METHODS = List.of("SmsMethod", "SmsFallbackMethod", "VoiceMethod",
            "VoiceFallbackMethod", "StatusCallbackMethod");
    private static final Set<String> NO_SETTINGS = Set.of("FriendlyName", "PhoneNumber", "AreaCode", "AccountSid");

    /** Reads a form that may hold settings and the parameters named. */
    public Parameters form(MultivaluedMap<String, String> form, String... more) {
        Set<String> known = new HashSet<>(Set.of("FriendlyName", "StatusCallback"));
        known.addAll(URLS);
        known.addAll(METHODS);
        known.addAll(own.keySet());
        known.addAll(applications);
        known.addAll(Set.of(more));
        return new Parameters(form, known);
    }

    /** The settings given, checked, without the friendly name. */
    public Map<String, String> read(Parameters form) {
        for (String url : URLS) {
            check(!form.isFilled(url) || Urls.isUrl(form.text(url)), 21402, url + " is not a valid URL");
        }
        check(!form.isFilled("StatusCallback") || Urls.isUrl(form.text("StatusCallback")), 21502,
                "StatusCallback is not a valid URL");
        for (String method : METHODS) {
            check(!form.isFilled(method) || Set.of("GET", "POST").contains(form.text(method)), 21403,
                    method + " is GET or POST");
        }
        own.forEach((name, value) -> check(!form.isFilled(name) || form.text(name).matches(value), 20001,
                name + " has to match " + value));
        for (String application : applications) {
            check(!form.isFilled(application), 21420, application + " is not accessible");
        }
        check(!form.has("FriendlyName") || form.text("FriendlyName").length() <= maxNameLength, 20001,
                "FriendlyName has at most " + maxNameLength + " characters");
        Map<String, String> settings = new TreeMap<>(form.asMap());
        settings.keySet().removeAll(NO_SETTINGS);
        return settings;
    }

    private static void check(boolean valid, int code, String message) {
        if (!valid) {
            throw TwilioApiException.badRequest(code, message);
        }
    }
}
