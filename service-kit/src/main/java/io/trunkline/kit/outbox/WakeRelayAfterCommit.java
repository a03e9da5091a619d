package io.trunkline.kit.outbox;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Sits around Panache's own transaction interceptor (PLATFORM_BEFORE + 200), so its item is seen after the commit. */
@Interceptor
@WithTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class WakeRelayAfterCommit {

    private final OutboxRelay relay;

    WakeRelayAfterCommit(OutboxRelay relay) {
        this.relay = relay;
    }

    @AroundInvoke
    Object wake(InvocationContext call) throws Exception {
        Object result = call.proceed();
        return result instanceof Uni<?> work ? work.onItem().invoke(relay::wake) : result;
    }
}
