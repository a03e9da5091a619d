package io.trunkline.simulator.ledger;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One action of a carrier. Entries are never changed or removed.
 *
 * @param seq from 1, without gaps, in the order of the actions
 * @param account the carrier's id of it (Twilio: SID, SignalWire: project id), at Telnyx its configured name; null in ledgers
 *        from before there were several accounts
 * @param number E.164: the number bought, configured or released, or the sender of a message; null for a connection
 * @param carrierId the carrier's own id of the number, message or connection
 * @param reference the customer's reference at the carrier (Twilio and SignalWire: {@code FriendlyName}, Telnyx:
 *        {@code customer_reference}, of a connection its name), null for messages
 * @param details further members, on the same level in JSON
 */
@JsonPropertyOrder({ "seq", "at", "carrier", "account", "action", "number", "carrierId", "reference" })
public record LedgerEntry(long seq, Instant at, String carrier, String account, LedgerAction action, String number,
        String carrierId,
        String reference,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> details) {
}
