package io.trunkline.simulator.telnyx.message;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.ConnectionStore;
import io.trunkline.simulator.telnyx.number.PhoneNumber;
import io.trunkline.simulator.telnyx.number.PhoneNumberStore;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.web.Urls;

/** Validates new texts: https://developers.telnyx.com/docs/messaging/messages/error-codes. */
@Singleton
class TextMessageValidator {

    private static final Reason STOPPED = new Reason(400, "40300", "Blocked due to STOP message");
    private static final Reason TOO_LARGE = new Reason(400, "40302", "Message too large");
    private static final Reason INVALID_FROM = new Reason(400, "40305", "Invalid 'from' address");
    private static final Reason INVALID_TO = new Reason(400, "40310", "Invalid 'to' address");
    private static final Reason INVALID_PROFILE = new Reason(400, "40311", "Invalid messaging profile ID");
    private static final Reason PROFILE_DISABLED = new Reason(400, "40312", "Messaging profile is disabled");
    private static final Reason NO_CONTENT = new Reason(400, "40316", "No content provided");
    private static final Reason INVALID_MEDIA = new Reason(400, "40317", "Invalid MMS content");
    private static final int MAX_SEGMENTS = 10;
    private static final int MAX_MEDIA = 10;

    private final PhoneNumberStore numbers;
    private final ConnectionStore connections;
    private final NumberInventory inventory;
    private final OptOutRegistry optOuts;

    TextMessageValidator(PhoneNumberStore numbers, ConnectionStore connections, NumberInventory inventory,
            OptOutRegistry optOuts) {
        this.numbers = numbers;
        this.connections = connections;
        this.inventory = inventory;
        this.optOuts = optOuts;
    }

    /** A request to send a text. Number pools, schedules and short codes are not simulated. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TextRequest(String from, String to, String text, List<String> mediaUrls, String subject, String type,
            String messagingProfileId, String webhookUrl, String webhookFailoverUrl, Boolean useProfileWebhooks,
            String encoding, Boolean autoDetect) {

        public TextRequest {
            text = text == null ? "" : text;
            mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
        }
    }

    TextMessage accept(String account, TextRequest request) {
        if (request == null) {
            throw TelnyxException.of(Reason.BAD_REQUEST, "A JSON object is required.");
        }
        checkTo(request);
        Connection profile = profile(account, request);
        checkContent(request);
        reject(optOuts.isOptedOut(request.to(), request.from()), STOPPED, "/to",
                "Messages cannot be sent from this number to the recipient, who has replied with STOP.");
        boolean byProfile = !Boolean.FALSE.equals(request.useProfileWebhooks());
        return new TextMessage(account, TelnyxIds.uuid(), true, request.from(), request.to(), request.text(),
                request.mediaUrls(),
                request.subject(), profile.id(), url(request.webhookUrl(), profile, "webhook_url", byProfile),
                url(request.webhookFailoverUrl(), profile, "webhook_failover_url", byProfile), "queued", Instant.now(), null,
                null);
    }

    private void checkTo(TextRequest request) {
        reject(request.to() == null, Reason.MISSING_PARAMETER, "/to", "The 'to' parameter is required.");
        reject(!inventory.isValid(request.to()) || !inventory.canReceiveTexts(request.to()), INVALID_TO, "/to",
                "The 'to' address should be a single valid number.");
    }

    private Connection profile(String account, TextRequest request) {
        String id = request.from() == null ? null
                : numbers.byNumber(request.from())
                        .filter(number -> number.account().equals(account) && number.number().supportsSms())
                        .map(PhoneNumber::messagingProfileId).orElse(null);
        reject(id == null, INVALID_FROM, "/from", "The 'from' address should be string containing a valid number associated "
                + "with the sending messaging profile.");
        reject(request.messagingProfileId() != null && !request.messagingProfileId().equals(id), INVALID_PROFILE,
                "/messaging_profile_id", "The 'from' number belongs to another messaging profile.");
        Connection profile = connections.find(account, Kind.MESSAGING_PROFILE, id).orElseThrow();
        reject(!profile.isTrue("enabled"), PROFILE_DISABLED, "/from", "The messaging profile is disabled.");
        return profile;
    }

    private static void checkContent(TextRequest request) {
        reject(request.text().isEmpty() && request.mediaUrls().isEmpty(), NO_CONTENT, "/text",
                "A message needs a text or media.");
        reject(SegmentCounter.count(request.text()) > MAX_SEGMENTS, TOO_LARGE, "/text", "The text has more than ten parts.");
        reject(request.mediaUrls().size() > MAX_MEDIA || !request.mediaUrls().stream().allMatch(Urls::isUrl), INVALID_MEDIA,
                "/media_urls", "Media are up to ten URLs.");
        reject(request.webhookUrl() != null && !Urls.isUrl(request.webhookUrl()), Reason.INVALID_URL, "/webhook_url",
                "The 'webhook_url' parameter is invalid.");
        reject(request.webhookFailoverUrl() != null && !Urls.isUrl(request.webhookFailoverUrl()), Reason.INVALID_URL,
                "/webhook_failover_url", "The 'webhook_failover_url' parameter is invalid.");
        reject(request.type() != null && !List.of("SMS", "MMS").contains(request.type()), Reason.NOT_IN_LIST, "/type",
                "The 'type' parameter is SMS or MMS.");
    }

    /** The message's own URL has priority over the profile's. */
    private static String url(String own, Connection profile, String member, boolean byProfile) {
        if (own != null) {
            return own;
        }
        return byProfile ? profile.text(member) : "";
    }

    private static void reject(boolean invalid, Reason reason, String pointer, String detail) {
        if (invalid) {
            throw TelnyxException.forField(pointer, reason, detail);
        }
    }
}
