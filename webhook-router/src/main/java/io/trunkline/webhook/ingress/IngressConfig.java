package io.trunkline.webhook.ingress;

import jakarta.validation.constraints.PositiveOrZero;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits for unauthenticated clients. */
@ConfigMapping(prefix = "trunkline.ingress")
interface IngressConfig {

    /** Rejections delayed for a second, see {@link RejectionResponses#sendDelayed}; more are sent at once. */
    @WithDefault("1000")
    @PositiveOrZero
    int maxDelayedResponses();
}
