package io.trunkline.simulator.twilioapi.message;

import java.util.Set;

import io.trunkline.simulator.web.WebhookClient.Timeouts;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/**
 * How a webhook is called.
 *
 * @param retries how many more tries there may be
 * @param on what they follow: {@code 4xx}, {@code 5xx}, {@code ct} (no connection), {@code rt} (no answer in time),
 *        {@code all}
 */
public record RetryPolicy(Timeouts timeouts, int retries, Set<String> on) {

    boolean retries(WebhookResponse response) {
        if (on.contains("all") && !response.isSuccess()) {
            return true;
        }
        return switch (response.outcome()) {
            case ANSWERED -> on.contains(response.status() / 100 + "xx");
            case NOT_CONNECTED -> on.contains("ct");
            case TIMED_OUT -> on.contains("rt");
            case BROKEN_OFF -> false;
        };
    }
}
