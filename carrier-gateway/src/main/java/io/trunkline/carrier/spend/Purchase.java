package io.trunkline.carrier.spend;

import java.util.Optional;
import java.util.UUID;

import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * A purchase that is about to be sent.
 *
 * @param orderId of its reservation; one per order, however often the purchase is sent
 * @param carrier the account's name
 * @param workspaceId null for the stock
 * @param country ISO 3166-1 alpha-2
 * @param observedCost the monthly cost that the carrier returned for this number; empty when it returned none
 */
public record Purchase(UUID orderId, String carrier, String workspaceId, String country, NumberType numberType,
        Optional<Cost> observedCost) {
}
