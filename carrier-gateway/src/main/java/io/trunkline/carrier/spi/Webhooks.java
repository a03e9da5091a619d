package io.trunkline.carrier.spi;

import java.net.URI;

/**
 * Where a carrier tells us things: absolute, public URLs; null leaves one as it is.
 *
 * @param messages inbound messages of a number
 * @param messagesFallback the same, when the first could not take them
 * @param messageStatus what became of a message we sent
 * @param calls inbound calls of a number: answered with what to do with the call
 * @param callsFallback the same, when the first did not answer
 * @param callStatus how a call of a number ended
 */
public record Webhooks(URI messages, URI messagesFallback, URI messageStatus, URI calls, URI callsFallback,
        URI callStatus) {

    /** Nothing about calls. */
    public Webhooks(URI messages, URI messagesFallback, URI messageStatus) {
        this(messages, messagesFallback, messageStatus, null, null, null);
    }

    /** The same, but what became of a message is told here. */
    public Webhooks withMessageStatus(URI other) {
        return new Webhooks(messages, messagesFallback, other, calls, callsFallback, callStatus);
    }
}
