package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;

import io.trunkline.carrier.job.LookupPolicy;

/**
 * The limits of an order, for one run.
 *
 * @param maxCandidates purchase attempts when candidates were sold already
 * @param maxSearches searches while other orders are buying every number that was found
 * @param pendingBackoff delays before the queries of a pending purchase; the last one is repeated
 * @param failoverAfter how often a carrier may be unavailable before the order fails over
 * @param accounts accounts that may sell the number, best first
 * @param attentionLookupInterval delay before each look-up of an order that needs attention
 * @param recheckAfter delay before the first look-up of a purchase that was not found
 */
record OrderPolicy(int maxCandidates, int maxSearches, List<Duration> pendingBackoff, LookupPolicy lookups, int failoverAfter,
        List<String> accounts, Duration attentionLookupInterval, Duration recheckAfter) {

    static OrderPolicy of(OrderConfig config, int failoverAfter, List<String> accounts) {
        return new OrderPolicy(config.candidates(), config.searches(), config.pendingBackoff(),
                new LookupPolicy(config.lookupBackoff(), config.lookupDelay(), config.giveUpAfter()), failoverAfter, accounts,
                config.attentionLookupInterval(), config.recheckAfter().get(0));
    }

    /** @param queries how many were made already */
    Duration pendingDelay(int queries) {
        return pendingBackoff.get(Math.min(queries, pendingBackoff.size() - 1));
    }
}
