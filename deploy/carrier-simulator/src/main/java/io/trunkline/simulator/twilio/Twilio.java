package io.trunkline.simulator.twilio;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundText.Channel;
import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.NumberInventory;
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
import io.trunkline.simulator.twilioapi.Message;
import io.trunkline.simulator.twilioapi.NumberSettings;
import io.trunkline.simulator.twilioapi.TwilioApiErrorFormat;
import io.trunkline.simulator.twilioapi.message.MessageServices;
import io.trunkline.simulator.web.ErrorFormat;

/** The profile of Twilio, whose API is the API 2010-04-01. */
@Singleton
public class Twilio {

    /** Its name in the ledger, in faults and in inbound texts. */
    public static final String NAME = "twilio";

    private static final String API_VERSION = "2010-04-01";
    private static final DateTimeFormatter DELIVERY_DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final TwilioApiErrorFormat ERRORS = new TwilioApiErrorFormat("/twilio", "Twilio API", "Authenticate", 400,
            Map.of(), Twilio::codeOfStatus, code -> "https://www.twilio.com/docs/errors/" + code);
    private static final NumberSettings NUMBER_SETTINGS = new NumberSettings(
            Map.of("AddressSid", Sids.form("AD"), "BundleSid", Sids.form("BU"), "IdentitySid", Sids.form("RI"),
                    "EmergencyAddressSid", Sids.form("AD"), "EmergencyStatus", "Active|Inactive", "VoiceReceiveMode",
                    "voice|fax", "VoiceCallerIdLookup", "(?i)true|false", "ApiVersion", ".*"),
            Set.of("SmsApplicationSid", "VoiceApplicationSid", "TrunkSid"), 64);

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
    static CarrierProfile profile(TwilioConfig config, NumberInventory inventory) {
        return of(config, inventory);
    }

    public static CarrierProfile of(TwilioConfig config, NumberInventory inventory) {
        return new CarrierProfile(NAME, "/" + API_VERSION, ".json", ERRORS, accounts(config),
                sid -> AccountView.of(sid, config.accountSid()),
                new Paging(query -> {
                }, true),
                new Search(inventory.countries(), List.of(ApiNumberType.values()), query -> {
                }, PurchaseRules::matches, AvailableNumberView::of),
                numbers(config, inventory), messages(config), webhooks(inventory));
    }

    /** The main account and its sub-accounts. The main account's credentials are valid for the sub-accounts too. */
    private static AccountRegistry accounts(TwilioConfig config) {
        Account main = new Account(config.accountSid(),
                credentials(config.accountSid(), config.authToken(), config.apiKey(), config.apiSecret()), config.authToken());
        Credentials parent = new Credentials(config.accountSid(), config.authToken());
        Stream<Account> subAccounts = config.accounts().values().stream().map(account -> new Account(account.accountSid(),
                Stream.concat(credentials(account.accountSid(), account.authToken(), account.apiKey(), account.apiSecret())
                        .stream(), Stream.of(parent)).toList(),
                account.authToken()));
        return new AccountRegistry(Stream.concat(Stream.of(main), subAccounts).toList());
    }

    private static List<Credentials> credentials(String sid, String token, Optional<String> key, Optional<String> secret) {
        return Stream.concat(Stream.of(new Credentials(sid, token)),
                key.flatMap(user -> secret.map(password -> new Credentials(user, password))).stream()).toList();
    }

    private static Numbers numbers(TwilioConfig config, NumberInventory inventory) {
        PurchaseRules rules = new PurchaseRules(config, inventory);
        return new Numbers(() -> Sids.next("PN"), CarrierShare.TWILIO, config.releasedHold(), true, NUMBER_SETTINGS,
                Set.of("PhoneNumber", "AreaCode"),
                Set.of("PhoneNumber", "FriendlyName", "Beta", "Origin", "PageSize", "Page", "PageToken"),
                rules::checkForm, rules::checkPurchase, number -> {
                }, (number, query) -> !query.isFilled("Origin") || query.text("Origin").equals("twilio"),
                TwilioNumberView::of);
    }

    /** Scheduling, content templates and messaging services are not simulated. */
    private static Messages messages(TwilioConfig config) {
        return new Messages(mms -> Sids.next(mms ? "MM" : "SM"), Sids.form("(SM|MM)"),
                Set.of("From", "To", "Body", "MediaUrl", "StatusCallback", "ValidityPeriod", "SmartEncoded", "MaxPrice",
                        "ProvideFeedback", "MessagingServiceSid"),
                form -> {
                }, 36_000, 10,
                Set.of("From", "To", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"),
                TwilioMessageView::of, message -> List.of("sent", "delivered"), config.deliveryStep());
    }

    /**
     * Webhooks: https://www.twilio.com/docs/messaging/guides/webhook-request. Twilio configures the URL of a WhatsApp sender
     * elsewhere; here it is the number's {@code SmsUrl} too.
     */
    private static Webhooks webhooks(NumberInventory inventory) {
        return new Webhooks(Twilio::headers, text -> {
        }, inbound -> inboundParameters(inbound, inventory),
                failedUrl -> Map.of("ErrorCode", "11200", "ErrorUrl", failedUrl), ConnectionOverrides::of,
                Twilio::statusParameters, ConnectionOverrides::of);
    }

    /** The token is the same for every retry, so the receiver can distinguish a retry and a second event. */
    private static Map<String, String> headers(String signature) {
        return Map.of("User-Agent", "TwilioProxy/1.1", "I-Twilio-Idempotency-Token", UUID.randomUUID().toString(),
                "X-Twilio-Signature", signature);
    }

    private static SortedMap<String, String> inboundParameters(Inbound inbound, NumberInventory inventory) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", inbound.account());
        parameters.put("ApiVersion", API_VERSION);
        parameters.put("MessageSid", inbound.sid());
        parameters.put("SmsSid", inbound.sid());
        parameters.put("SmsMessageSid", inbound.sid());
        parameters.put("SmsStatus", "received");
        parameters.put("From", inbound.from());
        parameters.put("To", inbound.to());
        parameters.put("Body", inbound.text().body());
        parameters.put("NumSegments", String.valueOf(SegmentCounter.count(inbound.text().body())));
        if (inbound.text().channel() == Channel.WHATSAPP) {
            parameters.put("ProfileName", "Handset");
            parameters.put("WaId", inbound.text().from().replace("+", ""));
        } else {
            addPlace(parameters, "From", inbound.text().from(), inventory);
            addPlace(parameters, "To", inbound.text().to(), inventory);
        }
        if (inbound.optOutKeyword() != null) {
            parameters.put("OptOutType", inbound.optOutKeyword());
        }
        return parameters;
    }

    /** The place of a number, in upper case; unknown values are empty. */
    private static void addPlace(SortedMap<String, String> parameters, String side, String e164, NumberInventory inventory) {
        String country = inventory.countryOf(e164);
        parameters.put(side + "Country", country == null ? "" : country);
        parameters.put(side + "State", inventory.find(e164).map(number -> number.region()).orElse(""));
        parameters.put(side + "City",
                inventory.find(e164).map(number -> number.locality().toUpperCase(Locale.ROOT)).orElse(""));
        parameters.put(side + "Zip", "");
    }

    private static SortedMap<String, String> statusParameters(Message message) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", message.account());
        parameters.put("ApiVersion", API_VERSION);
        parameters.put("From", message.from());
        parameters.put("To", message.to());
        parameters.put("MessageSid", message.sid());
        parameters.put("SmsSid", message.sid());
        parameters.put("MessageStatus", message.status());
        parameters.put("SmsStatus", message.status());
        if (message.status().equals("delivered")) {
            parameters.put("RawDlrDoneDate", DELIVERY_DATE.format(LocalDateTime.ofInstant(message.updated(), ZoneOffset.UTC)));
        }
        return parameters;
    }

    private static int codeOfStatus(int status) {
        return switch (status) {
            case 401 -> 20003;
            case 403 -> 20006;
            case 404 -> 20404;
            case 405 -> 20004;
            case 409 -> 20409;
            case 429 -> 20429;
            case 503 -> 20503;
            default -> status >= 500 ? 20500 : 20001;
        };
    }
}
