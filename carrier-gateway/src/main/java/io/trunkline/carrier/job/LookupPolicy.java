package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.List;

/**
 * How an unknown outcome is looked up.
 *
 * @param backoff delays before the look-ups; after the last one the job needs attention
 * @param lookupDelay how long after an unknown outcome an empty look-up is not conclusive
 * @param giveUpAfter maximum age of a job when its call is made
 */
public record LookupPolicy(List<Duration> backoff, Duration lookupDelay, Duration giveUpAfter) {
}
