package io.trunkline.webhook.ingress;

import jakarta.validation.constraints.PositiveOrZero;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of what strangers may cost. */
@ConfigMapping(prefix = "trunkline.ingress")
interface IngressConfig {

    /** Wrong signatures of one address within a minute; then it is refused with 429 unread. 0: never. */
    @WithDefault("600")
    @PositiveOrZero
    int maxForgeriesPerMinute();

    /** Refusals held for a moment, see {@link RejectionResponses#sendDelayed}; more are answered at once. */
    @WithDefault("1000")
    @PositiveOrZero
    int maxDelayedResponses();
}
