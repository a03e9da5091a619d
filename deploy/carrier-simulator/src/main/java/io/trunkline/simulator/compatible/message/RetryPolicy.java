package io.trunkline.simulator.compatible.message;

import java.util.Set;

import io.trunkline.simulator.web.WebhookCaller.Answer;
import io.trunkline.simulator.web.WebhookCaller.Limits;

/**
 * How a webhook is called.
 *
 * @param retries how many more tries there may be
 * @param on what they follow: {@code 4xx}, {@code 5xx}, {@code ct} (no connection), {@code rt} (no answer in time),
 *        {@code all}
 */
public record RetryPolicy(Limits limits, int retries, Set<String> on) {

    boolean retries(Answer answer) {
        if (on.contains("all") && !answer.isSuccess()) {
            return true;
        }
        return switch (answer.outcome()) {
            case ANSWERED -> on.contains(answer.status() / 100 + "xx");
            case NOT_CONNECTED -> on.contains("ct");
            case TIMED_OUT -> on.contains("rt");
            case BROKEN_OFF -> false;
        };
    }
}
