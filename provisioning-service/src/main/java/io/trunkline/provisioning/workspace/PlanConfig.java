package io.trunkline.provisioning.workspace;

import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many numbers a plan includes. */
@ConfigMapping(prefix = "trunkline.plans")
public interface PlanConfig {

    /** The plan of a workspace that comes without one, or with one nobody knows. */
    @WithDefault("starter")
    String fallback();

    /** Numbers included, by the plan's slug. */
    Map<String, Integer> numbers();

    /** The slug under which the plan is kept. */
    default String resolve(String plan) {
        return plan != null && numbers().containsKey(plan) ? plan : fallback();
    }

    default int includedNumbers(Workspace workspace) {
        return numbers().getOrDefault(workspace.plan, 0);
    }
}
