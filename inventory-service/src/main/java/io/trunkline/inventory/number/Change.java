package io.trunkline.inventory.number;

import java.util.UUID;

/**
 * Who changes a number, why and for what; it ends up in the number's history.
 *
 * @param actor a service or a token's subject
 * @param causeId the operation, order or command; null when a person did it directly
 */
public record Change(String actor, String reason, UUID causeId) {
}
