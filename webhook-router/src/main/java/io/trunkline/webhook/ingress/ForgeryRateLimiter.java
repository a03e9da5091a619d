package io.trunkline.webhook.ingress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * How many wrong signatures one address may send before it is no longer listened to. An address that lately sent a right one
 * is always listened to: carriers send for many customers from few addresses, and behind a proxy everybody has the proxy's.
 * Remembers a bounded number of addresses, per instance.
 */
@ApplicationScoped
class ForgeryRateLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration TRUST_DURATION = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final int limit;
    /** Begins with an address' first forgery; counting further ones does not prolong it. */
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
