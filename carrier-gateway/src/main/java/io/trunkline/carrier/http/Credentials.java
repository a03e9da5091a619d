package io.trunkline.carrier.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The secrets of one account, of which at least one is valid. A secret is exchanged without losing a call by naming the old
 * and the new one: whichever the carrier accepts is used.
 */
public final class Credentials {

    private final List<String> authorizations;
    private final AtomicInteger used = new AtomicInteger();

    /** @param authorizations values of the header, at least one; the first is tried first */
    public Credentials(List<String> authorizations) {
        this.authorizations = List.copyOf(authorizations);
    }

    String authorization() {
        return authorizations.get(used.get());
    }

    int size() {
        return authorizations.size();
    }

    /** The carrier answered 401. Whoever finds it out first moves on, for everybody. */
    void refused(String authorization) {
        int index = authorizations.indexOf(authorization);
        used.compareAndSet(index, (index + 1) % authorizations.size());
    }
}
