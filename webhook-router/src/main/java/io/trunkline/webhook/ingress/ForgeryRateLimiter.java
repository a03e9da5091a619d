package io.trunkline.webhook.ingress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Limits invalid signatures per client address. An address that sent a valid signature within the last hour is exempt: carriers
 * send for many customers from few addresses, and behind a proxy all clients have the proxy's address. Stores a bounded number
 * of addresses, per instance.
 */
@ApplicationScoped
class ForgeryRateLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration TRUST_DURATION = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final int limit;
    /** The window starts with the first forgery of an address; further ones do not extend it. */
    private final Cache<String, AtomicInteger> forgeries = Caffeine.newBuilder().maximumSize(MAX_ADDRESSES)
            .expireAfterWrite(WINDOW).build();
    private final Cache<String, Boolean> trusted = Caffeine.newBuilder().maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(TRUST_DURATION).build();

    ForgeryRateLimiter(IngressConfig config) {
        this.limit = config.maxForgeriesPerMinute();
    }

    boolean isExceeded(String address) {
        AtomicInteger count = forgeries.getIfPresent(address);
        return limit > 0 && count != null && count.get() >= limit && trusted.getIfPresent(address) == null;
    }

    void recordForgery(String address) {
        forgeries.get(address, first -> new AtomicInteger()).incrementAndGet();
    }

    void recordGenuine(String address) {
        if (trusted.getIfPresent(address) == null) {
            trusted.put(address, Boolean.TRUE);
        }
    }
}
