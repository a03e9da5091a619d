package io.trunkline.webhook.conversation;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.kit.validation.E164;

/**
 * The number that workspaces without one of their own send from. It is held at the carrier like any other, but stays out of
 * the inventory. What is answered to it is parked: nobody can tell which of its users it is meant for.
 */
@ConfigMapping(prefix = "trunkline.platform-number")
interface PlatformNumberConfig {

    /** Without it, a workspace without a number cannot send. */
    Optional<@E164 String> e164();

    /** Who holds it. */
    @WithDefault("twilio")
    String carrier();
}
