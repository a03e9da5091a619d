package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.ledger.LedgerEntry;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;

/**
 * The numbers of all accounts. One lock guards them and the order of the ledger, so of two concurrent orders for one number one
 * succeeds. Everything is rebuilt from the ledger at startup.
 */
@Singleton
public class PhoneNumberStore {

    private final NumberInventory inventory;
    private final Ledger ledger;
    private final TelnyxConfig config;
    private final Map<String, PhoneNumber> byId = new HashMap<>();
    private final Map<String, PhoneNumber> byNumber = new HashMap<>();
    /** Not for sale until then: reserved by an order, sold to another customer, or released. */
    private final Map<String, Instant> unavailableUntil = new HashMap<>();
    private long purchases;

    @Inject
    PhoneNumberStore(NumberInventory inventory, Ledger ledger, TelnyxConfig config) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.config = config;
        ledger.entries().stream().filter(entry -> entry.carrier().equals(TelnyxApi.CARRIER)).forEach(this::replay);
    }

    /** Loads the phone number metadata, which is slow the first time, and returns the count of owned numbers. */
    public synchronized int warmUp() {
        inventory.countries().forEach(
                country -> inventory.numbers(inventory.areas(country, NumberType.LOCAL).get(0), CarrierShare.TELNYX,
                        this::isForSale, 1));
        return byId.size();
    }

    synchronized boolean isForSale(String e164) {
        return !byNumber.containsKey(e164) && Instant.now().isAfter(unavailableUntil.getOrDefault(e164, Instant.MIN));
    }

    /** Reserves the number for an order if it is for sale. */
    synchronized boolean reserve(String e164) {
        boolean reserved = isForSale(e164);
        if (reserved) {
            unavailableUntil.put(e164, Instant.MAX);
        }
        return reserved;
    }

    /** Makes a reserved number available again. */
    synchronized void cancelReservation(String e164) {
        unavailableUntil.remove(e164);
    }

    /** Another customer buys the number, so it is no longer for sale. */
    synchronized void markSoldElsewhere(String e164) {
        unavailableUntil.put(e164, Instant.MAX);
    }

    /** Buys a reserved number. */
    synchronized PhoneNumber buy(String account, InventoryNumber number, String reference, Map<String, Object> settings) {
        return replay(
                ledger.append(TelnyxApi.CARRIER, account, LedgerAction.NUMBER_BOUGHT, number.e164(), TelnyxIds.decimal(),
                        reference,
                        JsonBody.toLedger(settings)));
    }

    /** Changes the given members only; {@code customer_reference} is one of them. */
    synchronized PhoneNumber configure(String account, String id, Map<String, Object> changes) {
        PhoneNumber number = required(account, id);
        Map<String, Object> settings = new LinkedHashMap<>(changes);
        String reference = settings.containsKey("customer_reference") ? (String) settings.remove("customer_reference")
                : number.reference();
        return replay(ledger.append(TelnyxApi.CARRIER, account, LedgerAction.NUMBER_CONFIGURED, number.e164(), id, reference,
                JsonBody.toLedger(settings)));
    }

    /** Returns the released number. */
    synchronized PhoneNumber release(String account, String id) {
        PhoneNumber number = required(account, id);
        if (number.isTrue("deletion_lock_enabled")) {
            throw TelnyxException.of(Reason.UNPROCESSABLE, "The phone number has its deletion lock enabled.");
        }
        replay(ledger.append(TelnyxApi.CARRIER, account, LedgerAction.NUMBER_RELEASED, number.e164(), id, number.reference(),
                Map.of()));
        return number;
    }

    /** Only the resources of the account itself. */
    public synchronized Optional<PhoneNumber> byId(String account, String id) {
        return Optional.ofNullable(byId.get(id)).filter(number -> number.account().equals(account));
    }

    /** The number on any account. */
    public synchronized Optional<PhoneNumber> byNumber(String e164) {
        return Optional.ofNullable(byNumber.get(e164));
    }

    synchronized List<PhoneNumber> newestFirst(String account) {
        return byId.values().stream().filter(number -> number.account().equals(account))
                .sorted(Comparator.comparingLong(PhoneNumber::seq).reversed()).toList();
    }

    PhoneNumber required(String account, String id) {
        return byId(account, id).orElseThrow(TelnyxException::notFound);
    }

    /** Applies an entry of the ledger, new or read at startup. */
    private PhoneNumber replay(LedgerEntry entry) {
        return switch (entry.action()) {
            case NUMBER_BOUGHT -> put(new PhoneNumber(++purchases, TelnyxAccountRegistry.of(entry), entry.carrierId(),
                    inventory.find(entry.number()).orElseThrow(), entry.reference(), JsonBody.fromLedger(entry.details()),
                    entry.at(), entry.at()));
            case NUMBER_CONFIGURED -> {
                PhoneNumber before = byId.get(entry.carrierId());
                Map<String, Object> settings = new LinkedHashMap<>(before.settings());
                settings.putAll(JsonBody.fromLedger(entry.details()));
                yield put(new PhoneNumber(before.seq(), before.account(), before.id(), before.number(), entry.reference(),
                        settings,
                        before.purchased(), entry.at()));
            }
            case NUMBER_RELEASED -> {
                unavailableUntil.put(entry.number(), entry.at().plus(config.releasedHold()));
                byNumber.remove(entry.number());
                yield byId.remove(entry.carrierId());
            }
            case MESSAGE_SENT, CONNECTION_SET -> null;
        };
    }

    private PhoneNumber put(PhoneNumber number) {
        byId.put(number.id(), number);
        byNumber.put(number.e164(), number);
        return number;
    }
}
