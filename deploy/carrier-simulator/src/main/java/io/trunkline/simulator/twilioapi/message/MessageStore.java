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

/** Every text of our accounts at one carrier since the simulator started. */
public abstract class MessageStore {

    private final String carrier;
    private final Ledger ledger;
    private final Map<String, Message> bySid = new HashMap<>();
    private long count;

    /** @param carrier its name in the ledger */
    protected MessageStore(String carrier, Ledger ledger) {
        this.carrier = carrier;
        this.ledger = ledger;
    }

    /** A new id in the carrier's form. */
    protected abstract String newSid(boolean mms);

    /** The regular expression of the carrier's ids. */
    protected abstract String sidForm();

    final synchronized Message queue(String account, String from, String to, String body, List<String> mediaUrls,
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
        ledger.append(carrier, account, LedgerAction.MESSAGE_SENT, Message.number(from), message.sid(), null, details);
        bySid.put(message.sid(), message);
        return message;
    }

    final synchronized void received(String account, String sid, String from, String to, String body,
            List<String> mediaUrls) {
        Instant now = Instant.now();
        bySid.putIfAbsent(sid, new Message(++count, account, sid, "inbound", from, to, body, mediaUrls, !mediaUrls.isEmpty(),
                "received", null, now, now, now));
    }

    final synchronized Message updateStatus(String sid, String status) {
        return bySid.compute(sid, (key, message) -> message.inStatus(status, Instant.now()));
    }

    final synchronized Optional<Message> bySid(String account, String sid) {
        return Optional.ofNullable(bySid.get(sid)).filter(message -> message.account().equals(account));
    }

    final synchronized List<Message> newestFirst(String account) {
        return bySid.values().stream().filter(message -> message.account().equals(account))
                .sorted(Comparator.comparingLong(Message::seq).reversed()).toList();
    }
}
