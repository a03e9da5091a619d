package io.trunkline.carrier.spi;

import java.net.URI;

/**
 * Where a carrier tells us things: absolute, public URLs; null leaves one as it is.
 *
 * @param messages inbound messages of a number
 * @param messagesFallback the same, when the first could not take them
 * @param messageStatus what became of a message we sent
 */
public record Webhooks(URI messages, URI messagesFallback, URI messageStatus) {
}
