package io.trunkline.carrier.spend;

import java.util.Optional;
import java.util.UUID;

import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * A purchase that is about to be sent.
 *
 * @param orderId it is reserved for; once, however often it is sent
 * @param carrier the account's name
 * @param workspaceId null for the stock
 * @param country ISO 3166-1 alpha-2
 * @param observedCost what the carrier says that this very number costs a month; empty when it says nothing in particular
 */
public record Purchase(UUID orderId, String carrier, String workspaceId, String country, NumberType numberType,
        Optional<Cost> observedCost) {
}
