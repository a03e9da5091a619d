package io.trunkline.inventory.number;

import java.util.UUID;

/**
 * Who changes a number, why and for which operation. The number's history stores it.
 *
 * @param actor a service or a token's subject
 * @param causeId the operation, order or command; null for a change by hand
 */
public record Change(String actor, String reason, UUID causeId) {
}
