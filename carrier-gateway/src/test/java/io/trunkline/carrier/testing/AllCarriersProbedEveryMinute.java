package io.trunkline.carrier.testing;

import java.util.HashMap;
import java.util.Map;

/** {@link AllCarriers} with the default interval between two probes of a refused account. */
public class AllCarriersProbedEveryMinute extends AllCarriers {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("trunkline.carrier-calls.account-probe-interval", "1m");
        return config;
    }
}
