package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway with three carriers. By the cost of a local number the order is Telnyx, SignalWire, Twilio. */
public class AllCarriersProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.routing.carriers", "signalwire,twilio,telnyx",
                "trunkline.prices.costs", "telnyx:US:local=100,signalwire:US:local=110,twilio:US:local=115",
                "trunkline.prices.sale", "signalwire:US:local=140,US:local=150,US:tollFree=300,GB:mobile=300",
                "trunkline.search.deadline", "1s", "trunkline.search.per-second", "20",
                // The default: an account that was refused stays so during a test.
                "trunkline.carrier-calls.account-probe-interval", "1m");
    }
}
