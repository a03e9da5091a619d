package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Low spend limits: five local numbers a day per workspace, two at SignalWire. */
public class LowSpendLimitsProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.spend.per-workspace", "575", "trunkline.spend.per-carrier.signalwire", "230",
                "trunkline.spend.per-carrier.telnyx", "0", "trunkline.spend.per-carrier.signalwire-west", "115",
                "trunkline.spend.per-day", "",
                "trunkline.prices.costs", "twilio:US:local=115,signalwire:US:local=115");
    }
}
