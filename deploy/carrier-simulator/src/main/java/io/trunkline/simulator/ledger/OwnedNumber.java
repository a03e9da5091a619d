package io.trunkline.simulator.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A number that was bought and not released.
 *
 * @param details the latest settings
 */
@JsonPropertyOrder({ "carrier", "account", "number", "carrierId", "reference", "boughtAt" })
public record OwnedNumber(String carrier, String account, String number, String carrierId, String reference, Instant boughtAt,
        @JsonAnyGetter Map<String, Object> details) {

    static OwnedNumber bought(LedgerEntry entry) {
        return new OwnedNumber(entry.carrier(), entry.account(), entry.number(), entry.carrierId(), entry.reference(),
                entry.at(),
                entry.details());
    }

    OwnedNumber configured(LedgerEntry entry) {
        Map<String, Object> merged = new LinkedHashMap<>(details);
        merged.putAll(entry.details());
        return new OwnedNumber(carrier, account, number, carrierId, entry.reference(), boughtAt, merged);
    }
}
