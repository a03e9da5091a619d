package io.trunkline.inventory.admin;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.inventory.number.NumberStatus;
import io.trunkline.inventory.number.PhoneNumber;

/** A number in the admin API. The snake_case names stay because the frontends use them. */
record NumberView(UUID id, @JsonProperty("phone_number") String phoneNumber, NumberStatus status, String country,
        NumberType numberType, String areaCode, String carrier, String carrierAccount, String carrierNumberId,
        Capabilities capabilities, @JsonProperty("assigned_to") String assignedTo,
        @JsonProperty("business_name") String businessName, String slot, @JsonProperty("assigned_at") Instant assignedAt,
        Instant quarantinedUntil, Instant createdAt) {

    static NumberView of(PhoneNumber number) {
        return new NumberView(number.id(), number.e164(), number.status(), number.country(), number.numberType(),
                number.areaCode(), number.carrier(), number.carrierAccount(), number.carrierNumberId(),
                number.capabilities(), number.workspaceId(), number.businessName(), number.slot(), number.assignedAt(),
                number.quarantinedUntil(), number.createdAt());
    }
}
