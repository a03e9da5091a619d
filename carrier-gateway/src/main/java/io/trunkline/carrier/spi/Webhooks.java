package io.trunkline.carrier.spi;

import java.net.URI;

/**
 * Where a carrier tells us things: absolute, public URLs.
 *
 * @param messages inbound messages of a number
 * @param messageStatus what became of a message we sent
 */
public record Webhooks(URI messages, URI messageStatus) {
}
