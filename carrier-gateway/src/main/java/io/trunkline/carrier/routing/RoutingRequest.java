package io.trunkline.carrier.routing;

import io.trunkline.events.NumberType;

/**
 * The kind of number that is wanted.
 *
 * @param country ISO 3166-1 alpha-2
 * @param workspaceId null for the stock, or when no workspace is concerned
 */
public record RoutingRequest(String country, NumberType type, String workspaceId) {
}
