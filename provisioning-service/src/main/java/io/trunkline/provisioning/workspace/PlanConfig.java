package io.trunkline.provisioning.workspace;

import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The plans and how many numbers each includes. */
@ConfigMapping(prefix = "trunkline.plans")
public interface PlanConfig {

    /** The plan of a workspace without a plan or with an unknown one. */
    @WithDefault("starter")
    String fallback();

    /** Included numbers by the plan's slug. */
    Map<String, Integer> numbers();

    /** The plan itself if it is configured, else the fallback. */
    default String resolve(String plan) {
        return plan != null && numbers().containsKey(plan) ? plan : fallback();
    }

    default int includedNumbers(Workspace workspace) {
        return numbers().getOrDefault(workspace.plan(), 0);
    }
}
