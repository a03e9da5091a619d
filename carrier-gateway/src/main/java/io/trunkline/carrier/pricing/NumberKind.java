package io.trunkline.carrier.pricing;

import io.trunkline.events.NumberType;

/** @param country ISO 3166-1 alpha-2 */
record NumberKind(String country, NumberType type) {
}
