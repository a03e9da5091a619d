package io.trunkline.carrier.spi;

import java.net.URI;

/**
 * The URLs of our webhooks: absolute and public. Null leaves a webhook unchanged.
 *
 * @param messages inbound messages of a number
 * @param messagesFallback used when {@code messages} fails
 * @param messageStatus delivery reports of messages that we sent
 * @param calls inbound calls of a number; the response decides how the call is handled
 * @param callsFallback used when {@code calls} fails
 * @param callStatus the end of a call
 */
public record Webhooks(URI messages, URI messagesFallback, URI messageStatus, URI calls, URI callsFallback,
        URI callStatus) {

    /** Without calls. */
    public Webhooks(URI messages, URI messagesFallback, URI messageStatus) {
        this(messages, messagesFallback, messageStatus, null, null, null);
    }

    /** A copy with another URL for delivery reports. */
    public Webhooks withMessageStatus(URI other) {
        return new Webhooks(messages, messagesFallback, other, calls, callsFallback, callStatus);
    }
}
