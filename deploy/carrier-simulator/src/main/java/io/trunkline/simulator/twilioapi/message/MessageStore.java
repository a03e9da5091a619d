package io.trunkline.simulator.twilioapi.message;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Message;

/** The texts of one carrier since startup. */
final class MessageStore {

    private final CarrierProfile carrier;
    private final Ledger ledger;
    private final Map<String, Message> bySid = new HashMap<>();
    private long count;

    MessageStore(CarrierProfile carrier, Ledger ledger) {
        this.carrier = carrier;
        this.ledger = ledger;
    }

    /** A new id. */
    String newSid(boolean mms) {
        return carrier.messages().newSid().apply(mms);
    }

    synchronized Message queue(String account, String from, String to, String body, List<String> mediaUrls,
            boolean mms, String statusCallback) {
        Instant now = Instant.now();
        Message message = new Message(++count, account, newSid(mms), "outbound-api", from, to, body, mediaUrls, mms, "queued",
                statusCallback, now, null, now);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", from);
        details.put("to", to);
        details.put("body", body);
        details.put("mediaUrls", mediaUrls);
        details.put("statusCallback", statusCallback);
        ledger.append(carrier.name(), account, LedgerAction.MESSAGE_SENT, Message.number(from), message.sid(), null, details);
        bySid.put(message.sid(), message);
        return message;
    }

    synchronized void received(String account, String sid, String from, String to, String body,
            List<String> mediaUrls) {
        Instant now = Instant.now();
        bySid.putIfAbsent(sid, new Message(++count, account, sid, "inbound", from, to, body, mediaUrls, !mediaUrls.isEmpty(),
                "received", null, now, now, now));
    }

    synchronized Message updateStatus(String sid, String status) {
        return bySid.compute(sid, (key, message) -> message.inStatus(status, Instant.now()));
    }

    synchronized Optional<Message> bySid(String account, String sid) {
        return Optional.ofNullable(bySid.get(sid)).filter(message -> message.account().equals(account));
    }

    synchronized List<Message> newestFirst(String account) {
        return bySid.values().stream().filter(message -> message.account().equals(account))
                .sorted(Comparator.comparingLong(Message::seq).reversed()).toList();
    }
}
