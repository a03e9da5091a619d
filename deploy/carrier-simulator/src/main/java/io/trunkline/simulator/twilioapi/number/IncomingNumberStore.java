package io.trunkline.simulator.twilioapi.number;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.ledger.LedgerEntry;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/**
 * The numbers on our accounts at one carrier. One lock guards them and the ledger's order: of two that buy one number at once,
 * one gets it. Everything is in the ledger, and is rebuilt from it at start.
 */
public abstract class IncomingNumberStore {

    protected final NumberInventory inventory;
    private final SalesTerms salesTerms;
    private final Ledger ledger;
    private final Map<String, IncomingNumber> bySid = new HashMap<>();
    private final Map<String, IncomingNumber> byNumber = new HashMap<>();
    /** Off the market until then: sold to somebody else, or kept for their last owner. */
    private final Map<String, Instant> unavailableUntil = new HashMap<>();
    private long purchases;

    /**
     * How the carrier trades.
     *
     * @param carrier its name in the ledger
     * @param mainAccount whose numbers are those that the ledger gives no account
     * @param share what of the stock it has
     * @param releasedHold for how long it does not offer a released number
     * @param allowsBuyBack whether we can buy such a number back by its digits all the same
     */
    public record SalesTerms(String carrier, String mainAccount, CarrierShare share, Duration releasedHold,
            boolean allowsBuyBack) {
    }

    protected IncomingNumberStore(SalesTerms salesTerms, NumberInventory inventory, Ledger ledger) {
        this.salesTerms = salesTerms;
        this.inventory = inventory;
        this.ledger = ledger;
        ledger.entries().stream().filter(entry -> entry.carrier().equals(salesTerms.carrier())).forEach(this::replay);
    }

    /** A new id in the carrier's form. */
    protected abstract String newSid();

    /** Refuses a purchase for what is not given with it. */
    protected void checkPurchase(InventoryNumber number, Map<String, String> settings) {
        // nothing is required
    }

    /** Refuses to release a number. */
    protected void checkRelease(IncomingNumber number) {
        // every number may go
    }

    /** Reads the telephone world's metadata, which takes a while the first time; gives how many numbers are owned. */
    public final synchronized int warmUp() {
        inventory.countries()
                .forEach(country -> inventory.numbers(inventory.areas(country, NumberType.LOCAL).get(0), salesTerms.share(),
                        this::isForSale, 1));
        return bySid.size();
    }

    /** Buys this number, or refuses with 21422 when it is not to be had. */
    public final synchronized IncomingNumber buy(String account, InventoryNumber number, String friendlyName,
            Map<String, String> settings) {
        if (!salesTerms.share().has(number) || byNumber.containsKey(number.e164()) || isUnavailable(number.e164())) {
            throw notAvailable(number.e164());
        }
        checkPurchase(number, settings);
        String name = friendlyName == null || friendlyName.isEmpty() ? number.friendly() : friendlyName;
        return replay(ledger.append(salesTerms.carrier(), account, LedgerAction.NUMBER_BOUGHT, number.e164(), newSid(), name,
                asDetails(settings)));
    }

    /** Changes what is given and leaves the rest. */
    public final synchronized IncomingNumber configure(String account, String sid, String friendlyName,
            Map<String, String> settings) {
        IncomingNumber number = required(account, sid);
        return replay(ledger.append(salesTerms.carrier(), account, LedgerAction.NUMBER_CONFIGURED, number.e164(), sid,
                friendlyName == null ? number.friendlyName() : friendlyName, asDetails(settings)));
    }

    public final synchronized void release(String account, String sid) {
        IncomingNumber number = required(account, sid);
        checkRelease(number);
        replay(ledger.append(salesTerms.carrier(), account, LedgerAction.NUMBER_RELEASED, number.e164(), sid,
                number.friendlyName(),
                Map.of()));
    }

    /** Somebody else buys the number: it is for sale to nobody any more. */
    final synchronized void markSoldElsewhere(String e164) {
        unavailableUntil.put(e164, Instant.MAX);
    }

    public final synchronized boolean isForSale(String e164) {
        return !byNumber.containsKey(e164) && !isOnHold(e164);
    }

    /** Nobody sees what another account has. */
    public final synchronized Optional<IncomingNumber> bySid(String account, String sid) {
        return Optional.ofNullable(bySid.get(sid)).filter(number -> number.account().equals(account));
    }

    /** Whichever account it is on. */
    public final synchronized Optional<IncomingNumber> byNumber(String e164) {
        return Optional.ofNullable(byNumber.get(e164));
    }

    public final synchronized List<IncomingNumber> newestFirst(String account) {
        return bySid.values().stream().filter(number -> number.account().equals(account))
                .sorted(Comparator.comparingLong(IncomingNumber::seq).reversed()).toList();
    }

    final CarrierShare share() {
        return salesTerms.share();
    }

    /** The number is sold, or nobody sells it. */
    protected static TwilioApiException notAvailable(String e164) {
        return TwilioApiException.badRequest(21422, e164 + " is not available.");
    }

    private boolean isUnavailable(String e164) {
        return salesTerms.allowsBuyBack() ? Instant.MAX.equals(unavailableUntil.get(e164)) : isOnHold(e164);
    }

    private boolean isOnHold(String e164) {
        return !Instant.now().isAfter(unavailableUntil.getOrDefault(e164, Instant.MIN));
    }

    private IncomingNumber required(String account, String sid) {
        return bySid(account, sid).orElseThrow(() -> TwilioApiException.notFound("/IncomingPhoneNumbers/" + sid));
    }

    /** Lets an entry of the ledger take effect, whether it was just written or read at start. */
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
                unavailableUntil.put(entry.number(), entry.at().plus(salesTerms.releasedHold()));
                byNumber.remove(entry.number());
                yield bySid.remove(entry.carrierId());
            }
            case MESSAGE_SENT, CONNECTION_SET -> null;
        };
    }

    private String accountOf(LedgerEntry entry) {
        return entry.account() == null ? salesTerms.mainAccount() : entry.account();
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

    private static Map<String, String> asSettings(LedgerEntry entry) {
        Map<String, String> settings = new TreeMap<>();
        entry.details().forEach((name, value) -> settings.put(Character.toUpperCase(name.charAt(0)) + name.substring(1),
                String.valueOf(value)));
        return settings;
    }
}
