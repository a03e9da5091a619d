package io.trunkline.simulator.twilioapi;

import java.util.Set;

import io.trunkline.simulator.web.WebhookClient.Timeouts;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/**
 * Timeouts and retries of a webhook.
 *
 * @param retries maximum count of retries
 * @param on what is retried: {@code 4xx}, {@code 5xx}, {@code ct} (no connection), {@code rt} (timeout),
 *        {@code all}
 */
public record RetryPolicy(Timeouts timeouts, int retries, Set<String> on) {

    public boolean allowsRetry(WebhookResponse response) {
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
