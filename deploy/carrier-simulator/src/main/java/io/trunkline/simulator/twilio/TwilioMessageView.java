package io.trunkline.simulator.twilio;

import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.Message;

/** A text in Twilio's JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TwilioMessageView(String sid, String accountSid, String direction, String from, String to, String body, String status,
        String numSegments, String numMedia, String price, String priceUnit, Integer errorCode, String errorMessage,
        String messagingServiceSid, String apiVersion, String dateCreated, String dateSent, String dateUpdated, String uri,
        Map<String, String> subresourceUris) {

    static TwilioMessageView of(Message message) {
        String uri = "/2010-04-01/Accounts/" + message.account() + "/Messages/" + message.sid();
        return new TwilioMessageView(message.sid(), message.account(), message.direction(), message.from(), message.to(),
                message.body(),
                message.status(), String.valueOf(SegmentCounter.count(message.body())),
                String.valueOf(message.mediaUrls().size()),
                null, "USD", null, null, null, "2010-04-01", Dates.format(message.created()),
                Dates.format(message.sent()), Dates.format(message.updated()), uri + ".json",
                Map.of("media", uri + "/Media.json"));
    }
}
