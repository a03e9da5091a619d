package io.trunkline.simulator.signalwire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundText;
import io.trunkline.simulator.inbound.InboundText.Channel;
import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.twilioapi.Account;
import io.trunkline.simulator.twilioapi.Account.Credentials;
import io.trunkline.simulator.twilioapi.AccountRegistry;
import io.trunkline.simulator.twilioapi.ApiNumberType;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.CarrierProfile.Inbound;
import io.trunkline.simulator.twilioapi.CarrierProfile.Messages;
import io.trunkline.simulator.twilioapi.CarrierProfile.Numbers;
import io.trunkline.simulator.twilioapi.CarrierProfile.Paging;
import io.trunkline.simulator.twilioapi.CarrierProfile.Search;
import io.trunkline.simulator.twilioapi.CarrierProfile.Webhooks;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.Message;
import io.trunkline.simulator.twilioapi.NumberSettings;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.RetryPolicy;
import io.trunkline.simulator.twilioapi.TwilioApiErrorFormat;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.message.MessageServices;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.ErrorFormat;
import io.trunkline.simulator.web.Problem;
import io.trunkline.simulator.web.WebhookClient.Timeouts;

/** The profile of SignalWire's Compatibility API: https://signalwire.com/docs/compatibility-api/rest. */
@Singleton
public class SignalWire {

    /** Its name in the ledger, in faults and in inbound texts. */
    public static final String NAME = "signalwire";

    static final String API_PATH = "/api/laml/2010-04-01";

    /** The regular expression of every id. */
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final List<String> COUNTRIES = List.of("US", "CA");
    private static final int MAX_PAGE_SIZE = 1000;
    private static final int MAX_VALIDITY_SECONDS = 172_800;
    private static final int MAX_MEDIA = 8;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int STATUS_RETRIES = 2;
    /** There is no code for a number that is sold, so it has the general code 20422. */
    private static final Map<Integer, Integer> CODES = Map.of(20001, 90000, 21403, 21209, 21422, 20422, 21473, 90000, 21502,
            21456, 21606, 21210, 21609, 21456, 21619, 21602);
    /**
     * Errors: https://signalwire.com/docs/compatibility-api/rest/error-codes. By its OpenAPI document an invalid value is 422.
     */
    private static final TwilioApiErrorFormat ERRORS = new TwilioApiErrorFormat("/signalwire", "SignalWire",
            "Authentication failed", 422, CODES, SignalWire::codeOfStatus,
            code -> "https://signalwire.com/docs/compatibility-api/reference/errors");
    private static final NumberSettings NUMBER_SETTINGS = new NumberSettings(
            Map.of("VoiceReceiveMode", "voice|fax", "EmergencyAddressSid", ID),
            Set.of("SmsApplicationSid", "VoiceApplicationSid"), 255);

    @Produces
    @Singleton
    static ErrorFormat errorFormat() {
        return ERRORS;
    }

    @Produces
    @Singleton
    static Handset handset(MessageServices services) {
        return services.handset(NAME);
    }

    @Produces
    @Singleton
    static CarrierProfile profile(SignalWireConfig config) {
        return of(config);
    }

    public static CarrierProfile of(SignalWireConfig config) {
        return new CarrierProfile(NAME, API_PATH, "", ERRORS, accounts(config), AccountView::of,
                new Paging(SignalWire::checkPage, false),
                new Search(COUNTRIES, List.of(ApiNumberType.LOCAL, ApiNumberType.TOLL_FREE), SignalWire::checkSearch,
                        (area, query) -> true, AvailableNumberView::of),
                numbers(config), messages(config), webhooks(config));
    }

    /** The projects, which are isolated from each other. */
    private static AccountRegistry accounts(SignalWireConfig config) {
        return new AccountRegistry(Stream.concat(
                Stream.of(project(config.projectId(), config.apiToken(), config.signingKey())),
                config.accounts().values().stream()
                        .map(project -> project(project.projectId(), project.apiToken(), project.signingKey())))
                .toList());
    }

    private static Account project(String id, String token, String signingKey) {
        return new Account(id, List.of(new Credentials(id, token)), signingKey);
    }

    /** Numbers: https://signalwire.com/docs/compatibility-api/rest/incoming-phone-numbers. */
    private static Numbers numbers(SignalWireConfig config) {
        return new Numbers(() -> UUID.randomUUID().toString(), CarrierShare.SIGNALWIRE, config.releasedHold(), false,
                NUMBER_SETTINGS, Set.of("PhoneNumber"),
                Set.of("PhoneNumber", "FriendlyName", "PageSize", "Page", "PageToken"), SignalWire::checkForm,
                SignalWire::checkPurchase, number -> checkRelease(number, config.releaseAge()), (number, query) -> true,
                SignalWireNumberView::of);
    }

    /**
     * Texts: https://signalwire.com/docs/compatibility-api/rest/messages/create-message. The delivery of an MMS is not
     * reported.
     */
    private static Messages messages(SignalWireConfig config) {
        return new Messages(mms -> UUID.randomUUID().toString(), ID,
                Set.of("From", "To", "Body", "MediaUrl", "StatusCallback", "ValidityPeriod", "MaxPrice", "SendAsMms",
                        "ApplicationSid", "MessagingServiceSid"),
                SignalWire::checkMessage, MAX_VALIDITY_SECONDS, MAX_MEDIA,
                Set.of("From", "To", "Status", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"),
                SignalWireMessageView::of,
                message -> message.mms() ? List.of("initiated", "sent") : List.of("initiated", "sent", "delivered"),
                config.deliveryStep());
    }

    /**
     * Webhooks, signed with the signing key under two header names:
     * https://signalwire.com/docs/compatibility-api/guides/webhook-security. Inbound texts are not retried; a status
     * callback is retried twice: https://signalwire.com/docs/compatibility-api/guides/webhooks
     */
    private static Webhooks webhooks(SignalWireConfig config) {
        Timeouts timeouts = new Timeouts(CONNECT_TIMEOUT, config.webhookTimeout(),
                CONNECT_TIMEOUT.plus(config.webhookTimeout()));
        return new Webhooks(signature -> Map.of("X-SignalWire-Signature", signature, "X-Twilio-Signature", signature),
                SignalWire::checkInbound, SignalWire::inboundParameters, failedUrl -> Map.of(),
                url -> new RetryPolicy(timeouts, 0, Set.of()), SignalWire::statusParameters,
                url -> new RetryPolicy(timeouts, STATUS_RETRIES, Set.of("all")));
    }

    /** Every page but the first needs its token. */
    private static void checkPage(Parameters query) {
        String size = query.isFilled("PageSize") ? query.text("PageSize") : "1";
        if (!size.matches("[0-9]{1,4}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MAX_PAGE_SIZE) {
            throw new TwilioApiException(422, 54454, "PageSize is a number from 1 to " + MAX_PAGE_SIZE);
        }
        boolean first = !query.isFilled("Page") || query.text("Page").matches("0+");
        if (query.isFilled("PageToken") ? !query.text("PageToken").matches("(PA|PB)[0-9]{1,18}") : !first) {
            throw new TwilioApiException(422, 54453, "The PageToken is invalid or missing");
        }
    }

    /** The parameters for capabilities and addresses are accepted and ignored. */
    private static void checkSearch(Parameters query) {
        check(!query.isFilled("AreaCode") || query.text("AreaCode").matches("[0-9]{3}"), 21451, "AreaCode is three digits");
        check(!query.isFilled("Contains") || query.text("Contains").matches("[0-9A-Za-z]+"), 90000,
                "Contains is digits and letters");
        check(!query.isFilled("InLocality") || query.isFilled("InRegion"), 90000,
                "InLocality can be used together with InRegion only");
    }

    private static void checkForm(Parameters form) {
        check(form.isFilled("PhoneNumber"), 21421, "PhoneNumber is required");
        check(form.text("PhoneNumber").matches("\\+[0-9]{5,17}"), 21401, "PhoneNumber is a plus and 5 to 17 digits");
        check(!form.has("EmergencyAddressSid"), 90000, "EmergencyAddressSid can be set only on a number that is bought");
    }

    private static void checkPurchase(InventoryNumber number, Map<String, String> settings) {
        if (!COUNTRIES.contains(number.country())) {
            throw IncomingNumberStore.notAvailable(number.e164());
        }
    }

    private static void checkRelease(IncomingNumber number, Duration releaseAge) {
        if (Instant.now().isBefore(number.created().plus(releaseAge))) {
            throw new TwilioApiException(422, 22121, "This number was purchased too recently to be released");
        }
    }

    private static void checkMessage(Parameters form) {
        check(!form.isFilled("ApplicationSid"), 21218, "The ApplicationSid does not exist");
        String validity = form.isFilled("ValidityPeriod") ? form.text("ValidityPeriod") : "1";
        check(validity.matches("[0-9]{1,6}") && Integer.parseInt(validity) >= 1
                && Integer.parseInt(validity) <= MAX_VALIDITY_SECONDS, 21624,
                "ValidityPeriod is a number from 1 to " + MAX_VALIDITY_SECONDS);
    }

    private static void checkInbound(InboundText text) {
        if (text.channel() == Channel.WHATSAPP) {
            throw Problem.badRequest("SignalWire has no WhatsApp messages");
        }
    }

    private static SortedMap<String, String> inboundParameters(Inbound inbound) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", inbound.account());
        parameters.put("MessageSid", inbound.sid());
        parameters.put("From", inbound.from());
        parameters.put("To", inbound.to());
        parameters.put("Body", inbound.text().body());
        return parameters;
    }

    private static SortedMap<String, String> statusParameters(Message message) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", message.account());
        parameters.put("MessageSid", message.sid());
        parameters.put("From", message.from());
        parameters.put("To", message.to());
        parameters.put("Body", message.body());
        parameters.put("NumMedia", String.valueOf(message.mediaUrls().size()));
        parameters.put("NumSegments", String.valueOf(SegmentCounter.count(message.body())));
        // The API's initiated is sending in callbacks.
        parameters.put("MessageStatus", message.status().equals("initiated") ? "sending" : message.status());
        return parameters;
    }

    private static int codeOfStatus(int status) {
        return switch (status) {
            case 401, 403 -> 20003;
            case 404, 405 -> 20404;
            case 429 -> 20429;
            default -> status >= 500 ? 20504 : 20422;
        };
    }

    private static void check(boolean valid, int code, String message) {
        if (!valid) {
            throw TwilioApiException.badRequest(code, message);
        }
    }
}
