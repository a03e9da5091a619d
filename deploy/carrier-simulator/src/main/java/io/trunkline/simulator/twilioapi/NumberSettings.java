package io.trunkline.simulator.twilioapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.web.Urls;

/**
 * The settings of a number, at purchase and later: URLs and methods at every carrier, and the carrier's own.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 *
 * @param own the carrier's own settings, with the regular expression of each value
 * @param applications settings that refer to an application; none exists
 * @param maxNameLength maximum length of a friendly name
 */
public record NumberSettings(Map<String, String> own, Set<String> applications, int maxNameLength) {

    private static final List<String> URLS = List.of("SmsUrl", "SmsFallbackUrl", "VoiceUrl", "VoiceFallbackUrl");
    private static final List<String> METHODS = List.of("SmsMethod", "SmsFallbackMethod", "VoiceMethod",
            "VoiceFallbackMethod", "StatusCallbackMethod");
    private static final Set<String> NO_SETTINGS = Set.of("FriendlyName", "PhoneNumber", "AreaCode", "AccountSid");

    /** Reads a form with settings and additional parameters. */
    public Parameters form(MultivaluedMap<String, String> form, Set<String> more) {
        Set<String> known = new HashSet<>(Set.of("FriendlyName", "StatusCallback"));
        known.addAll(URLS);
        known.addAll(METHODS);
        known.addAll(own.keySet());
        known.addAll(applications);
        known.addAll(more);
        return new Parameters(form, known);
    }

    /** The validated settings, without the friendly name. */
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
