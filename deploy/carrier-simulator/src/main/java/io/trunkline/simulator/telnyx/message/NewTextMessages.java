package io.trunkline.simulator.telnyx.message;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.telnyx.TelnyxError;
import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.Connections;
import io.trunkline.simulator.telnyx.number.PhoneNumber;
import io.trunkline.simulator.telnyx.number.PhoneNumbers;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.text.Segments;
import io.trunkline.simulator.web.Urls;

/** Decides whether a text may be sent: https://developers.telnyx.com/docs/messaging/messages/error-codes. */
@Singleton
class NewTextMessages {

    private static final Reason STOPPED = new Reason(400, "40300", "Blocked due to STOP message");
    private static final Reason TOO_LARGE = new Reason(400, "40302", "Message too large");
    private static final Reason INVALID_FROM = new Reason(400, "40305", "Invalid 'from' address");
    private static final Reason INVALID_TO = new Reason(400, "40310", "Invalid 'to' address");
    private static final Reason INVALID_PROFILE = new Reason(400, "40311", "Invalid messaging profile ID");
    private static final Reason PROFILE_DISABLED = new Reason(400, "40312", "Messaging profile is disabled");
    private static final Reason NO_CONTENT = new Reason(400, "40316", "No content provided");
    private static final Reason INVALID_MEDIA = new Reason(400, "40317", "Invalid MMS content");
    private static final int MOST_PARTS = 10;
    private static final int MOST_MEDIA = 10;

    private final PhoneNumbers numbers;
    private final Connections connections;
    private final Stock stock;
    private final OptOuts optOuts;

    NewTextMessages(PhoneNumbers numbers, Connections connections, Stock stock, OptOuts optOuts) {
        this.numbers = numbers;
        this.connections = connections;
        this.stock = stock;
        this.optOuts = optOuts;
    }

    /** A text as it is asked for. What Telnyx takes beyond this (number pools, schedules, short codes) is not played. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TextRequest(String from, String to, String text, List<String> mediaUrls, String subject, String type,
            String messagingProfileId, String webhookUrl, String webhookFailoverUrl, Boolean useProfileWebhooks,
            String encoding, Boolean autoDetect) {

        public TextRequest {
            text = text == null ? "" : text;
            mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
        }
    }

    TextMessage accept(String account, TextRequest asked) {
        if (asked == null) {
            throw TelnyxError.of(Reason.BAD_REQUEST, "A JSON object is required.");
        }
        checkTo(asked);
        Connection profile = profile(account, asked);
        checkContent(asked);
        refuse(optOuts.isStopped(asked.to(), asked.from()), STOPPED, "/to",
                "Messages cannot be sent from this number to the recipient, who has replied with STOP.");
        boolean byProfile = !Boolean.FALSE.equals(asked.useProfileWebhooks());
        return new TextMessage(account, TelnyxIds.uuid(), true, asked.from(), asked.to(), asked.text(), asked.mediaUrls(),
                asked.subject(), profile.id(), url(asked.webhookUrl(), profile, "webhook_url", byProfile),
                url(asked.webhookFailoverUrl(), profile, "webhook_failover_url", byProfile), "queued", Instant.now(), null,
                null);
    }

    private void checkTo(TextRequest asked) {
        refuse(asked.to() == null, Reason.MISSING_PARAMETER, "/to", "The 'to' parameter is required.");
        refuse(!stock.isValid(asked.to()) || !stock.canReceiveTexts(asked.to()), INVALID_TO, "/to",
                "The 'to' address should be a single valid number.");
    }

    private Connection profile(String account, TextRequest asked) {
        String id = asked.from() == null ? null
                : numbers.byNumber(asked.from())
                        .filter(number -> number.account().equals(account) && number.number().carriesTexts())
                        .map(PhoneNumber::messagingProfileId).orElse(null);
        refuse(id == null, INVALID_FROM, "/from", "The 'from' address should be string containing a valid number associated "
                + "with the sending messaging profile.");
        refuse(asked.messagingProfileId() != null && !asked.messagingProfileId().equals(id), INVALID_PROFILE,
                "/messaging_profile_id", "The 'from' number belongs to another messaging profile.");
        Connection profile = connections.find(account, Kind.MESSAGING_PROFILE, id).orElseThrow();
        refuse(!profile.isTrue("enabled"), PROFILE_DISABLED, "/from", "The messaging profile is disabled.");
        return profile;
    }

    private static void checkContent(TextRequest asked) {
        refuse(asked.text().isEmpty() && asked.mediaUrls().isEmpty(), NO_CONTENT, "/text",
                "A message needs a text or media.");
        refuse(Segments.count(asked.text()) > MOST_PARTS, TOO_LARGE, "/text", "The text has more than ten parts.");
        refuse(asked.mediaUrls().size() > MOST_MEDIA || !asked.mediaUrls().stream().allMatch(Urls::isUrl), INVALID_MEDIA,
                "/media_urls", "Media are up to ten URLs.");
        refuse(asked.webhookUrl() != null && !Urls.isUrl(asked.webhookUrl()), Reason.INVALID_URL, "/webhook_url",
                "The 'webhook_url' parameter is invalid.");
        refuse(asked.webhookFailoverUrl() != null && !Urls.isUrl(asked.webhookFailoverUrl()), Reason.INVALID_URL,
                "/webhook_failover_url", "The 'webhook_failover_url' parameter is invalid.");
        refuse(asked.type() != null && !List.of("SMS", "MMS").contains(asked.type()), Reason.NOT_IN_LIST, "/type",
                "The 'type' parameter is SMS or MMS.");
    }

    /** The message's own URL goes before that of the profile. */
    private static String url(String own, Connection profile, String member, boolean byProfile) {
        if (own != null) {
            return own;
        }
        return byProfile ? profile.text(member) : "";
    }

    private static void refuse(boolean wrong, Reason reason, String pointer, String detail) {
        if (wrong) {
            throw TelnyxError.at(pointer, reason, detail);
        }
    }
}
