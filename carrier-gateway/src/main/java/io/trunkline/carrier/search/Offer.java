package io.trunkline.carrier.search;

import java.math.BigDecimal;

import io.trunkline.events.Capabilities;

/**
 * A number for sale.
 *
 * @param phoneNumber E.164
 * @param monthlyCost our monthly sale price, in the currency's major units
 * @param locality null when the carrier returned none
 * @param region null when the carrier returned none
 */
record Offer(String phoneNumber, BigDecimal monthlyCost, String locality, String region, Capabilities capabilities) {
}
