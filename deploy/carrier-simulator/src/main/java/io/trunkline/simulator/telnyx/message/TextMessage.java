package io.trunkline.simulator.telnyx.message;

import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.trunkline.simulator.telnyx.TelnyxDates;
import io.trunkline.simulator.text.SegmentCounter;

/**
 * A text, in either direction.
 *
 * @param account its sender or recipient
 * @param isOutbound whether an account sent it
 * @param mediaUrls none for an SMS
 * @param subject of an MMS, null for none
 * @param webhookUrl URL for its events, empty for none
 * @param status of its only recipient
 * @param sent time, null before
 * @param completed time of delivery, null before
 */
record TextMessage(String account, String id, boolean isOutbound, String from, String to, String text, List<String> mediaUrls,
        String subject,
        String profileId, String webhookUrl, String failoverUrl, String status, Instant received, Instant sent,
        Instant completed) {

    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final String ORGANIZATION = "f1b1c9a0-3f3c-4d0c-8a55-2e1a0e2c9d11";

    TextMessage asSent() {
        return new TextMessage(account, id, isOutbound, from, to, text, mediaUrls, subject, profileId, webhookUrl, failoverUrl,
                "sent",
                received, Instant.now(), null);
    }

    TextMessage asDelivered() {
        return new TextMessage(account, id, isOutbound, from, to, text, mediaUrls, subject, profileId, webhookUrl, failoverUrl,
                "delivered", received, sent, Instant.now());
    }

    /** The text in Telnyx's JSON, in responses and as the payload of events. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("record_type", "message");
        view.put("id", id);
        view.put("direction", isOutbound ? "outbound" : "inbound");
        view.put("type", mediaUrls.isEmpty() ? "SMS" : "MMS");
        view.put("organization_id", ORGANIZATION);
        view.put("messaging_profile_id", profileId);
        view.put("from", isOutbound ? party(from) : party(from, "received"));
        view.put("to", List.of(party(to, isOutbound ? status : "webhook_delivered")));
        view.put("cc", List.of());
        view.put("text", text);
        view.put("subject", subject);
        view.put("media", mediaUrls.stream().map(TextMessage::medium).toList());
        view.put("encoding", SegmentCounter.isGsm(text) ? "GSM-7" : "UCS-2");
        view.put("parts", SegmentCounter.count(text));
        view.put("num_chars", text.length());
        view.put("tags", List.of());
        view.put("cost", completed == null && isOutbound ? null : Map.of("amount", "0.0040", "currency", "USD"));
        view.put("errors", List.of());
        view.put("webhook_url", webhookUrl.isEmpty() ? null : webhookUrl);
        view.put("webhook_failover_url", failoverUrl.isEmpty() ? null : failoverUrl);
        view.put("received_at", TelnyxDates.format(received));
        view.put("sent_at", TelnyxDates.format(sent));
        view.put("completed_at", TelnyxDates.format(completed));
        view.put("valid_until", isOutbound ? TelnyxDates.format(received.plus(VALIDITY)) : null);
        return view;
    }

    /** The response to a WhatsApp message. */
    Map<String, Object> whatsappView(Map<String, Object> body) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("record_type", "message");
        view.put("id", id);
        view.put("direction", "outbound");
        view.put("type", "WHATSAPP");
        view.put("organization_id", ORGANIZATION);
        view.put("messaging_profile_id", profileId);
        view.put("from", party(from));
        view.put("to", List.of(party(to, status)));
        view.put("body", body);
        view.put("encoding", "utf-8");
        view.put("received_at", TelnyxDates.format(received));
        return view;
    }

    private static Map<String, Object> party(String number, String status) {
        Map<String, Object> party = party(number);
        party.put("status", status);
        return party;
    }

    private static Map<String, Object> party(String number) {
        Map<String, Object> party = new LinkedHashMap<>();
        party.put("phone_number", number);
        party.put("carrier", "");
        party.put("line_type", "");
        return party;
    }

    private static Map<String, Object> medium(String url) {
        String type = URLConnection.guessContentTypeFromName(url);
        return Map.of("url", url, "content_type", type == null ? "application/octet-stream" : type);
    }
}
