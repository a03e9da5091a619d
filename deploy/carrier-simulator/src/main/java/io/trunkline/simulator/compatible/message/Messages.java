package io.trunkline.simulator.compatible.message;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.Action;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.TwilioCalls;

/** Every text of our account since the simulator started. */
@Singleton
class Messages {

    private final Ledger ledger;
    private final Map<String, Message> bySid = new HashMap<>();
    private long count;

    Messages(Ledger ledger) {
        this.ledger = ledger;
    }

    synchronized Message queue(String from, String to, String body, List<String> mediaUrls, String statusCallback) {
        Instant now = Instant.now();
        Message message = new Message(++count, Sids.next(mediaUrls.isEmpty() ? "SM" : "MM"), "outbound-api", from, to, body,
                mediaUrls, "queued", statusCallback, now, null, now);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", from);
        details.put("to", to);
        details.put("body", body);
        details.put("mediaUrls", mediaUrls);
        details.put("statusCallback", statusCallback);
        ledger.append(TwilioCalls.CARRIER, Action.MESSAGE_SENT, Message.number(from), message.sid(), null, details);
        bySid.put(message.sid(), message);
        return message;
    }

    synchronized void received(String sid, String from, String to, String body, List<String> mediaUrls) {
        Instant now = Instant.now();
        bySid.putIfAbsent(sid, new Message(++count, sid, "inbound", from, to, body, mediaUrls, "received", null, now, now,
                now));
    }

    synchronized Message moveTo(String sid, String status) {
        return bySid.compute(sid, (key, message) -> message.inStatus(status, Instant.now()));
    }

    synchronized Optional<Message> bySid(String sid) {
        return Optional.ofNullable(bySid.get(sid));
    }

    synchronized List<Message> newestFirst() {
        return bySid.values().stream().sorted(Comparator.comparingLong(Message::seq).reversed()).toList();
    }
}
