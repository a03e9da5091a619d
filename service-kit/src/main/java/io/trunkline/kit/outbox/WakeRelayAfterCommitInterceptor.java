package io.trunkline.kit.outbox;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.hibernate.reactive.mutiny.Mutiny;

import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.hibernate.reactive.panache.common.runtime.SessionOperations;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;

/** Wakes the relay after a commit. It wraps Panache's transaction interceptor (PLATFORM_BEFORE + 200). */
@Interceptor
@WithTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class WakeRelayAfterCommitInterceptor {

    /*
     * Stored in the transaction's context, not in the relay: in the relay, another transaction that commits first without
     * appended rows would consume the wake-up, and the rows of this one would wait for the poll.
     */
    private static final String APPENDED = "trunkline.outbox.appended";

    private final OutboxRelay relay;

    WakeRelayAfterCommitInterceptor(OutboxRelay relay) {
        this.relay = relay;
    }

    /** The transaction of the current context has appended a row. */
    static void markAppended() {
        ContextLocals.put(APPENDED, true);
    }

    @AroundInvoke
    Object wakeAfterCommit(InvocationContext call) throws Exception {
        Object result = call.proceed();
        return result instanceof Uni<?> work ? work.onItem().invoke(this::wakeIfCommitted) : result;
    }

    /** A method called inside another's transaction ends before the commit. The relay would not see the rows yet. */
    private void wakeIfCommitted() {
        Mutiny.Session session = SessionOperations.getCurrentSession(PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME);
        boolean committed = session == null || session.currentTransaction() == null;
        if (committed && ContextLocals.remove(APPENDED)) {
            relay.wake();
        }
    }
}
