package io.trunkline.carrier.routing;

import io.trunkline.events.NumberType;

/**
 * What kind of number somebody wants.
 *
 * @param country ISO 3166-1 alpha-2
 * @param workspaceId null for the stock, or for nobody in particular
 */
public record RoutingRequest(String country, NumberType type, String workspaceId) {
}
