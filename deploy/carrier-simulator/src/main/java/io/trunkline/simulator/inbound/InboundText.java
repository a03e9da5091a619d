package io.trunkline.simulator.inbound;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A text from a handset.
 *
 * @param carrier null means the carrier that owns the called number
 * @param from E.164 or another sender id
 * @param to the called number, E.164
 * @param body null means empty
 * @param mediaUrls null means none
 * @param messageSid null means a new message; a known one sends the same signed bytes again
 * @param channel null means sms
 * @param copies number of identical concurrent deliveries, 1 to 1000; null means 1
 */
public record InboundText(String carrier, String from, String to, String body, List<String> mediaUrls, String messageSid,
        Channel channel, Integer copies) {

    /** The channel of the text. */
    public enum Channel {
        @JsonProperty("sms")
        SMS,
        @JsonProperty("whatsapp")
        WHATSAPP;

        /** A number as an address of this channel, such as {@code whatsapp:+14155550142}. */
        public String address(String number) {
            return this == WHATSAPP ? "whatsapp:" + number : number;
        }
    }

    public InboundText {
        body = body == null ? "" : body;
        mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
        channel = channel == null ? Channel.SMS : channel;
        copies = copies == null ? 1 : copies;
    }

    /** Whether both have the same sender, recipient, content and channel. */
    boolean isSameMessage(InboundText other) {
        return from.equals(other.from) && to.equals(other.to) && body.equals(other.body) && mediaUrls.equals(other.mediaUrls)
                && channel == other.channel;
    }
}
