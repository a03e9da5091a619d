package io.trunkline.simulator.signalwire;

import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.twilioapi.Dates;
import io.trunkline.simulator.twilioapi.Message;

/** A text in SignalWire's JSON. Counts are numbers. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SignalWireMessageView(String sid, String accountSid, String direction, String from, String to, String body,
        String status, int numSegments, int numMedia, Double price, String priceUnit, String errorCode, String errorMessage,
        String messagingServiceSid, String apiVersion, String dateCreated, String dateSent, String dateUpdated, String uri,
        Map<String, String> subresourceUris) {

    static SignalWireMessageView of(Message message) {
        String uri = SignalWire.API_PATH + "/Accounts/" + message.account() + "/Messages/" + message.sid();
        return new SignalWireMessageView(message.sid(), message.account(), message.direction(), message.from(), message.to(),
                message.body(), message.status(), SegmentCounter.count(message.body()), message.mediaUrls().size(), null, "USD",
                null, null, null, "2010-04-01", Dates.format(message.created()), Dates.format(message.sent()),
                Dates.format(message.updated()), uri + ".json",
                Map.of("media", uri + "/Media.json"));
    }
}
