package io.trunkline.inventory.assignment;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.RetryableException;

/**
 * Makes a share of the claims fail after the claim statement: the number stays locked for 20 ms, then the transaction rolls
 * back. Off unless a test sets {@link #chance} (0 to 1).
 */
@Interceptor
@WithTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
class RandomRollback {

    static volatile double chance;
    static final AtomicInteger ROLLBACKS = new AtomicInteger();

    @AroundInvoke
    Object intercept(InvocationContext call) throws Exception {
        Object result = call.proceed();
        return chance > 0 && call.getTarget() instanceof ClaimService && result instanceof Uni<?> claim
                ? claim.call(RandomRollback::rollBackByChance)
                : result;
    }

    private static Uni<?> rollBackByChance() {
        if (ThreadLocalRandom.current().nextDouble() >= chance) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("select 1 from pg_sleep(0.02)", Integer.class).getSingleResult())
                .invoke(() -> {
                    ROLLBACKS.incrementAndGet();
                    throw new RetryableException("the test rolled this claim back");
                });
    }
}
