package io.trunkline.simulator.twilioapi.number;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.ledger.LedgerEntry;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/**
 * The numbers of all accounts at one carrier. One lock guards them and the order of the ledger, so of two concurrent purchases
 * of one number one succeeds. Everything is rebuilt from the ledger at startup.
 */
public final class IncomingNumberStore {

    private final CarrierProfile carrier;
    private final CarrierProfile.Numbers rules;
    private final NumberInventory inventory;
    private final Ledger ledger;
    private final Map<String, IncomingNumber> bySid = new HashMap<>();
    private final Map<String, IncomingNumber> byNumber = new HashMap<>();
    /** Not for sale until then: sold to another customer, or held for the last owner. */
    private final Map<String, Instant> unavailableUntil = new HashMap<>();
    private long purchases;

    public IncomingNumberStore(CarrierProfile carrier, NumberInventory inventory, Ledger ledger) {
        this.carrier = carrier;
        this.rules = carrier.numbers();
        this.inventory = inventory;
        this.ledger = ledger;
        ledger.entries().stream().filter(entry -> entry.carrier().equals(carrier.name())).forEach(this::replay);
    }

    /** Loads the phone number metadata, which is slow the first time, and returns the count of owned numbers. */
    public synchronized int warmUp() {
        inventory.countries()
                .forEach(country -> inventory.numbers(inventory.areas(country, NumberType.LOCAL).get(0), rules.share(),
                        this::isForSale, 1));
        return bySid.size();
    }

    /** Buys this number. Fails with 21422 if it is not available. */
    public synchronized IncomingNumber buy(String account, InventoryNumber number, String friendlyName,
            Map<String, String> settings) {
        if (!rules.share().has(number) || byNumber.containsKey(number.e164()) || isUnavailable(number.e164())) {
            throw notAvailable(number.e164());
        }
        rules.checkPurchase().accept(number, settings);
        String name = friendlyName == null || friendlyName.isEmpty() ? number.friendly() : friendlyName;
        return replay(
                ledger.append(carrier.name(), account, LedgerAction.NUMBER_BOUGHT, number.e164(), rules.newSid().get(), name,
                        asDetails(settings)));
    }

    /** Buys the next available US or Canadian number in an area code. */
    synchronized IncomingNumber buyByAreaCode(String account, String areaCode, NumberType type, String friendlyName,
            Map<String, String> settings) {
        NumberArea area = Stream.of("US", "CA").flatMap(country -> inventory.areas(country, type).stream())
                .filter(candidate -> candidate.prefix().equals(areaCode)).findFirst()
                .orElseThrow(() -> TwilioApiException.badRequest(21451, "Invalid area code: " + areaCode));
        InventoryNumber number = inventory.numbers(area, rules.share(), this::isForSale, 1).stream().findFirst()
                .orElseThrow(() -> TwilioApiException.badRequest(21452, "No phone numbers found in area code " + areaCode));
        return buy(account, number, friendlyName, settings);
    }

    /** Changes the given settings only. */
    public synchronized IncomingNumber configure(String account, String sid, String friendlyName,
            Map<String, String> settings) {
        IncomingNumber number = required(account, sid);
        return replay(ledger.append(carrier.name(), account, LedgerAction.NUMBER_CONFIGURED, number.e164(), sid,
                friendlyName == null ? number.friendlyName() : friendlyName, asDetails(settings)));
    }

    public synchronized void release(String account, String sid) {
        IncomingNumber number = required(account, sid);
        rules.checkRelease().accept(number);
        replay(ledger.append(carrier.name(), account, LedgerAction.NUMBER_RELEASED, number.e164(), sid,
                number.friendlyName(),
                Map.of()));
    }

    /** Another customer buys the number, so it is no longer for sale. */
    synchronized void markSoldElsewhere(String e164) {
        unavailableUntil.put(e164, Instant.MAX);
    }

    public synchronized boolean isForSale(String e164) {
        return !byNumber.containsKey(e164) && !isOnHold(e164);
    }

    /** The number of the account, empty for another account's number. */
    public synchronized Optional<IncomingNumber> bySid(String account, String sid) {
        return Optional.ofNullable(bySid.get(sid)).filter(number -> number.account().equals(account));
    }

    /** The number on any account. */
    public synchronized Optional<IncomingNumber> byNumber(String e164) {
        return Optional.ofNullable(byNumber.get(e164));
    }

    public synchronized List<IncomingNumber> newestFirst(String account) {
        return bySid.values().stream().filter(number -> number.account().equals(account))
                .sorted(Comparator.comparingLong(IncomingNumber::seq).reversed()).toList();
    }

    /** The error of a number that is not for sale. */
    public static TwilioApiException notAvailable(String e164) {
        return TwilioApiException.badRequest(21422, e164 + " is not available.");
    }

    private boolean isUnavailable(String e164) {
        return rules.allowsBuyBack() ? Instant.MAX.equals(unavailableUntil.get(e164)) : isOnHold(e164);
    }

    private boolean isOnHold(String e164) {
        return !Instant.now().isAfter(unavailableUntil.getOrDefault(e164, Instant.MIN));
    }

    private IncomingNumber required(String account, String sid) {
        return bySid(account, sid).orElseThrow(() -> TwilioApiException.notFound("/IncomingPhoneNumbers/" + sid));
    }

    /** Applies an entry of the ledger, new or read at startup. */
    private IncomingNumber replay(LedgerEntry entry) {
        return switch (entry.action()) {
            case NUMBER_BOUGHT -> put(new IncomingNumber(++purchases, accountOf(entry), entry.carrierId(),
                    inventory.find(entry.number()).orElseThrow(), entry.reference(), asSettings(entry), entry.at(),
                    entry.at()));
            case NUMBER_CONFIGURED -> {
                IncomingNumber before = bySid.get(entry.carrierId());
                Map<String, String> settings = new TreeMap<>(before.settings());
                settings.putAll(asSettings(entry));
                yield put(new IncomingNumber(before.seq(), before.account(), before.sid(), before.number(), entry.reference(),
                        settings,
                        before.created(), entry.at()));
            }
            case NUMBER_RELEASED -> {
                unavailableUntil.put(entry.number(), entry.at().plus(rules.releasedHold()));
                byNumber.remove(entry.number());
                yield bySid.remove(entry.carrierId());
            }
            case MESSAGE_SENT, CONNECTION_SET -> null;
        };
    }

    private String accountOf(LedgerEntry entry) {
        return entry.account() == null ? carrier.accounts().main() : entry.account();
    }

    private IncomingNumber put(IncomingNumber number) {
        bySid.put(number.sid(), number);
        byNumber.put(number.e164(), number);
        return number;
    }

    /** {@code SmsUrl} becomes {@code smsUrl}: the ledger has one naming style for all carriers. */
    private static Map<String, Object> asDetails(Map<String, String> settings) {
        Map<String, Object> details = new LinkedHashMap<>();
        settings.forEach((name, value) -> details.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value));
        return details;
    }

    private static Map<String, String> asSettings(LedgerEntry entry) {
        Map<String, String> settings = new TreeMap<>();
        entry.details().forEach((name, value) -> settings.put(Character.toUpperCase(name.charAt(0)) + name.substring(1),
                String.valueOf(value)));
        return settings;
    }
}
