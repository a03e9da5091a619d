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
 * A message to be sent.
 *
 * @param channel {@code sms} (with media it goes out as MMS) or {@code whatsapp}
 * @param body may be empty beside media; 1600 characters is what the carriers take at once
 * @param mediaUrls where the carrier fetches the media, at most 10; null counts as none
 * @param numberType the department whose number is to be used; the primary number when the department has none
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
    @AssertTrue(message = "body or mediaUrls must say something")
    boolean isContentPresent() {
        return !body.isEmpty() || !mediaUrls.isEmpty();
    }

    /** Neither the character U+0000, which PostgreSQL does not keep, nor half a surrogate pair, which no encoding does. */
    @JsonIgnore
    @AssertTrue(message = "body must be text")
    boolean isText() {
        return body.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(body);
    }
}
