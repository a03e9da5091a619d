package io.trunkline.carrier.adapter.example;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.Capabilities;

/** Request bodies, and the parts of responses that are read. Every value of a response may be missing. */
final class ExampleTypes {

    private ExampleTypes() {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hooks(String messages, String messagesElse, String calls, String callsElse, String callsEnded) {

        static Hooks of(Webhooks webhooks) {
            return new Hooks(text(webhooks.messages()), text(webhooks.messagesFallback()),
                    text(webhooks.calls()), text(webhooks.callsFallback()), text(webhooks.callStatus()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewOrder(String number, String tag, Hooks hooks) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewMessage(String from, String to, String text, List<String> media, String reportTo) {
    }

    record Stock(List<Number> numbers) {
    }

    /** @param next a JSON null on the last page; only that proves that the list is complete */
    record Numbers(List<Number> numbers, JsonNode next) {
    }

    record Number(String id, String account, String number, String tag, Set<String> can) {

        Capabilities capabilities() {
            return can == null ? new Capabilities(false, false, false)
                    : new Capabilities(can.contains("voice"), can.contains("sms"), can.contains("mms"));
        }
    }

    record Message(String id) {
    }

    static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
