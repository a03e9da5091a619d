package io.trunkline.webhook.conversation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.trunkline.kit.validation.E164;

/**
 * A request to send a message.
 *
 * @param channel {@code sms} (with media it is sent as MMS) or {@code whatsapp}
 * @param body may be empty when there is media; 1600 characters is the maximum of the carriers
 * @param mediaUrls the URLs from which the carrier fetches the media, at most 10; null counts as none
 * @param numberType the department whose number sends the message; the primary number when the department has none
 */
record SendMessageRequest(@NotNull @Pattern(regexp = "sms|whatsapp", message = "must be sms or whatsapp") String channel,
        @NotNull @E164 String to, @Size(max = 1600) String body,
        @Size(max = 10) List<@NotNull @Size(max = 2048) @Pattern(regexp = "https?://[\\x21-\\x7e]+", message = "must be an http(s) URL") String> mediaUrls,
        @Pattern(regexp = NUMBER_TYPES, message = "must be primary, sales, support or custom") String numberType) {

    static final String NUMBER_TYPES = "primary|sales|support|custom";

    SendMessageRequest {
        body = body == null ? "" : body;
        mediaUrls = mediaUrls == null ? List.of() : mediaUrls;
    }

    @JsonIgnore
    @AssertTrue(message = "body or mediaUrls is required")
    boolean isContentPresent() {
        return !body.isEmpty() || !mediaUrls.isEmpty();
    }

    /** Rejects the character U+0000, which PostgreSQL cannot store, and unpaired surrogates, which UTF-8 cannot encode. */
    @JsonIgnore
    @AssertTrue(message = "body must be text")
    boolean isText() {
        return body.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(body);
    }
}
