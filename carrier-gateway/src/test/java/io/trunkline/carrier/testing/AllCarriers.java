package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway that may choose: Telnyx before SignalWire before Twilio, by what a local number costs. */
public class AllCarriers implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.routing.carriers", "signalwire,twilio,telnyx",
                "trunkline.prices.costs", "telnyx:US:local=100,signalwire:US:local=110,twilio:US:local=115",
                "trunkline.prices.sale", "signalwire:US:local=140,US:local=150,US:tollFree=300,GB:mobile=300",
                "trunkline.search.deadline", "1s", "trunkline.search.per-second", "20");
    }
}
