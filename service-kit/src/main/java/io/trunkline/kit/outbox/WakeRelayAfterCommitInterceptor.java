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

/** Sits around Panache's own transaction interceptor (PLATFORM_BEFORE + 200), so its item is seen after the commit. */
@Interceptor
@WithTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class WakeRelayAfterCommitInterceptor {

    /*
     * In the context of the transaction, not in the relay: there, a transaction that commits in between without having
     * appended anything would use up the wake-up of one that still has to commit, and its rows would wait for the poll.
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

    /** A method called inside another's transaction ends before the commit: woken then, the relay would see nothing. */
    private void wakeIfCommitted() {
        Mutiny.Session session = SessionOperations.getCurrentSession(PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME);
        boolean committed = session == null || session.currentTransaction() == null;
        if (committed && ContextLocals.remove(APPENDED)) {
            relay.wake();
        }
    }
}
