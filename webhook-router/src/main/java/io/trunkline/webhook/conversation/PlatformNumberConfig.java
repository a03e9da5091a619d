package io.trunkline.webhook.conversation;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.kit.validation.E164;

/**
 * The number from which workspaces without their own number send. A carrier holds it, but it is not in the inventory. Replies
 * to it are stored as unrouted, because their workspace is not known.
 */
@ConfigMapping(prefix = "trunkline.platform-number")
interface PlatformNumberConfig {

    /** Without it, a workspace without a number cannot send. */
    Optional<@E164 String> e164();

    /** The carrier that holds the number. */
    @WithDefault("twilio")
    String carrier();
}
