package io.trunkline.kit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Logs a state when it changes, once, however often it is observed: one line when an outage starts and one when it ends. The
 * caller logs, so that the line has the caller's log category. Safe for many threads: of concurrent observations of one change
 * one is logged.
 *
 * @param <S> has {@code equals}; null is a state
 */
public final class StateChangeLog<S> {

    private final AtomicReference<S> current;

    /** @param initial the state that needs no line */
    public StateChangeLog(S initial) {
        this.current = new AtomicReference<>(initial);
    }

    /**
     * @param line logs the state; called only if it differs from the state observed before
     * @return whether the state has changed
     */
    public boolean observe(S state, Runnable line) {
        if (Objects.equals(current.get(), state) || Objects.equals(current.getAndSet(state), state)) {
            return false;
        }
        line.run();
        return true;
    }

    /** Sets the state without a line. */
    public void reset(S state) {
        current.set(state);
    }
}
