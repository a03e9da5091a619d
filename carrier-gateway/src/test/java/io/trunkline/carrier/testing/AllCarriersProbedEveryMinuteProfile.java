package io.trunkline.carrier.testing;

import java.util.HashMap;
import java.util.Map;

/** {@link AllCarriersProfile} with the default interval between two probes of a refused account. */
public class AllCarriersProbedEveryMinuteProfile extends AllCarriersProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("trunkline.carrier-calls.account-probe-interval", "1m");
        return config;
    }
}
