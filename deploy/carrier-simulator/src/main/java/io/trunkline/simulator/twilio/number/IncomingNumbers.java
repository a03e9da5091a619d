package io.trunkline.simulator.twilio.number;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.Action;
import io.trunkline.simulator.ledger.Entry;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.stock.Area;
import io.trunkline.simulator.stock.NumberType;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.TwilioCalls;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.twilio.TwilioError;

/**
 * The numbers on our account. One lock guards them and the ledger's order: of two that buy one number at once, one gets it.
 * Everything is in the ledger, and is rebuilt from it at start.
 */
@Singleton
public class IncomingNumbers {

    private final Stock stock;
    private final Ledger ledger;
    private final TwilioConfig config;
    private final Map<String, IncomingNumber> bySid = new HashMap<>();
    private final Map<String, IncomingNumber> byNumber = new HashMap<>();
    /** Off the market until then: sold to somebody else, or kept for their last owner. */
    private final Map<String, Instant> withheldUntil = new HashMap<>();
    private long purchases;

    IncomingNumbers(Stock stock, Ledger ledger, TwilioConfig config) {
        this.stock = stock;
        this.ledger = ledger;
        this.config = config;
        ledger.entries().stream().filter(entry -> entry.carrier().equals(TwilioCalls.CARRIER)).forEach(this::replay);
    }

    /** Reads the telephone world's metadata, which takes a while the first time; gives how many numbers are owned. */
    public int warmUp() {
        stock.countries().forEach(
                country -> stock.numbers(stock.areas(country, NumberType.LOCAL).get(0), Share.TWILIO, this::isForSale, 1));
        return newestFirst().size();
    }

    /** Buys this number, or refuses with 21422 when it is ours already. A number we released can be bought back. */
    synchronized IncomingNumber buy(StockNumber number, String friendlyName, Map<String, String> settings) {
        if (byNumber.containsKey(number.e164()) || Instant.MAX.equals(withheldUntil.get(number.e164()))) {
            throw TwilioError.badRequest(21422, number.e164() + " is not available.");
        }
        requireRegulatory(number, settings);
        String sid = Sids.next("PN");
        String name = friendlyName == null || friendlyName.isEmpty() ? number.friendly() : friendlyName;
        return replay(ledger.append(TwilioCalls.CARRIER, Action.NUMBER_BOUGHT, number.e164(), sid, name,
                asDetails(settings)));
    }

    /** Buys the next number for sale in an area code. */
    synchronized IncomingNumber buyIn(String areaCode, NumberType type, String friendlyName, Map<String, String> settings) {
        List<Area> areas = List.of("US", "CA").stream().flatMap(country -> stock.areas(country, type).stream())
                .filter(area -> area.prefix().equals(areaCode)).limit(1).toList();
        if (areas.isEmpty()) {
            throw TwilioError.badRequest(21451, "Invalid area code: " + areaCode);
        }
        StockNumber number = stock.numbers(areas.get(0), Share.TWILIO, this::isForSale, 1).stream().findFirst().orElseThrow(
                () -> TwilioError.badRequest(21452, "No phone numbers found in area code " + areaCode));
        return buy(number, friendlyName, settings);
    }

    /** Changes what is given and leaves the rest. */
    synchronized IncomingNumber configure(String sid, String friendlyName, Map<String, String> settings) {
        IncomingNumber number = required(sid);
        return replay(ledger.append(TwilioCalls.CARRIER, Action.NUMBER_CONFIGURED, number.e164(), sid,
                friendlyName == null ? number.friendlyName() : friendlyName, asDetails(settings)));
    }

    synchronized void release(String sid) {
        IncomingNumber number = required(sid);
        replay(ledger.append(TwilioCalls.CARRIER, Action.NUMBER_RELEASED, number.e164(), sid, number.friendlyName(),
                Map.of()));
    }

    /** Somebody else buys the number: it is for sale to nobody any more. */
    synchronized void sellElsewhere(String e164) {
        withheldUntil.put(e164, Instant.MAX);
    }

    synchronized boolean isForSale(String e164) {
        return !byNumber.containsKey(e164) && Instant.now().isAfter(withheldUntil.getOrDefault(e164, Instant.MIN));
    }

    public synchronized Optional<IncomingNumber> bySid(String sid) {
        return Optional.ofNullable(bySid.get(sid));
    }

    public synchronized Optional<IncomingNumber> byNumber(String e164) {
        return Optional.ofNullable(byNumber.get(e164));
    }

    synchronized List<IncomingNumber> newestFirst() {
        return bySid.values().stream().sorted(Comparator.comparingLong(IncomingNumber::seq).reversed()).toList();
    }

    private IncomingNumber required(String sid) {
        return bySid(sid).orElseThrow(() -> TwilioError.notFound("/2010-04-01/Accounts/" + config.accountSid()
                + "/IncomingPhoneNumbers/" + sid + ".json"));
    }

    /** What Twilio calls {@code address_requirements}. */
    static String addressRequirements(Area area) {
        return area.isRegulated() ? "any" : "none";
    }

    private static void requireRegulatory(StockNumber number, Map<String, String> settings) {
        if (!number.area().isRegulated()) {
            return;
        }
        if (settings.getOrDefault("AddressSid", "").isEmpty()) {
            throw TwilioError.badRequest(21631, "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");
        }
        if (settings.getOrDefault("BundleSid", "").isEmpty()) {
            throw TwilioError.badRequest(21649, "Bundle required. Please provide a bundle SID.");
        }
    }

    /** Lets an entry of the ledger take effect, whether it was just written or read at start. */
    private IncomingNumber replay(Entry entry) {
        return switch (entry.action()) {
            case NUMBER_BOUGHT -> put(new IncomingNumber(++purchases, entry.carrierId(),
                    stock.find(entry.number()).orElseThrow(), entry.reference(), asSettings(entry), entry.at(), entry.at()));
            case NUMBER_CONFIGURED -> {
                IncomingNumber before = bySid.get(entry.carrierId());
                Map<String, String> settings = new TreeMap<>(before.settings());
                settings.putAll(asSettings(entry));
                yield put(new IncomingNumber(before.seq(), before.sid(), before.number(), entry.reference(), settings,
                        before.created(), entry.at()));
            }
            case NUMBER_RELEASED -> {
                withheldUntil.put(entry.number(), entry.at().plus(config.releasedHold()));
                byNumber.remove(entry.number());
                yield bySid.remove(entry.carrierId());
            }
            case MESSAGE_SENT, CONNECTION_SET -> null;
        };
    }

    private IncomingNumber put(IncomingNumber number) {
        bySid.put(number.sid(), number);
        byNumber.put(number.e164(), number);
        return number;
    }

    /** {@code SmsUrl} becomes {@code smsUrl}: the ledger reads the same whichever carrier wrote it. */
    private static Map<String, Object> asDetails(Map<String, String> settings) {
        Map<String, Object> details = new LinkedHashMap<>();
        settings.forEach((name, value) -> details.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value));
        return details;
    }

    private static Map<String, String> asSettings(Entry entry) {
        Map<String, String> settings = new TreeMap<>();
        entry.details().forEach((name, value) -> settings.put(Character.toUpperCase(name.charAt(0)) + name.substring(1),
                String.valueOf(value)));
        return settings;
    }
}
