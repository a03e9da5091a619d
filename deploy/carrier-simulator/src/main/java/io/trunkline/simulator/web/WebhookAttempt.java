package io.trunkline.simulator.web;

import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** One attempt to send a webhook to a URL. */
public record WebhookAttempt(String url, WebhookResponse response) {
}
