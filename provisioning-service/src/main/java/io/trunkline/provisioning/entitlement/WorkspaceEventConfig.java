package io.trunkline.provisioning.entitlement;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Events about workspaces. */
@ConfigMapping(prefix = "trunkline.workspace-events")
public interface WorkspaceEventConfig {

    /** How far the source's clock may be ahead of the database's. An event further in the future counts as occurred now. */
    @WithDefault("5m")
    Duration clockTolerance();
}
