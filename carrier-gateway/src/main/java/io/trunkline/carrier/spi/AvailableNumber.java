package io.trunkline.carrier.spi;

import io.trunkline.events.Capabilities;

/** A number that was for sale a moment ago. */
public record AvailableNumber(String e164, Capabilities capabilities) {
}
