package io.trunkline.carrier.adapter.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The secrets of one account, of which at least one is valid. A secret is exchanged without losing a call by naming the old
 * and the new one: whichever the carrier accepts is current, as long as it is named.
 */
public final class Credentials {

    private final Supplier<List<String>> authorizations;
    private final AtomicReference<String> current = new AtomicReference<>("");

    /** @param authorizations values of the header, as they are valid at the moment; the first is tried first */
    public Credentials(Supplier<List<String>> authorizations) {
        this.authorizations = authorizations;
    }

    boolean isEmpty() {
        return authorizations.get().isEmpty();
    }

    /** Not to be asked for while there is none. */
    String authorization() {
        List<String> valid = authorizations.get();
        return current.updateAndGet(last -> valid.contains(last) ? last : valid.get(0));
    }

    /** The carrier answered 401. Whoever finds it out first moves on, for everybody. */
    void rejected(String authorization) {
        List<String> valid = authorizations.get();
        String next = valid.get((valid.indexOf(authorization) + 1) % valid.size());
        current.updateAndGet(last -> last.equals(authorization) ? next : last);
    }
}
