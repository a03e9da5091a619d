package io.trunkline.carrier.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The secrets of one account; at least one of them is valid. A secret is rotated without losing a call: while the old and the
 * new one are configured, the one that the carrier accepts is used.
 */
public final class Credentials {

    private final Supplier<List<String>> authorizations;
    private final AtomicReference<String> current = new AtomicReference<>("");

    /** @param authorizations the valid values of the Authorization header; the first one is tried first */
    public Credentials(Supplier<List<String>> authorizations) {
        this.authorizations = authorizations;
    }

    /** The credentials of an account that is not configured. */
    public static Credentials none() {
        return new Credentials(List::of);
    }

    /** The value of the Authorization header for HTTP Basic, RFC 7617. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return authorizations.get().isEmpty();
    }

    /** Only if not empty. */
    String authorization() {
        List<String> valid = authorizations.get();
        return current.updateAndGet(last -> valid.contains(last) ? last : valid.get(0));
    }

    /** The carrier responded 401. The first call that finds this out switches all calls to the next secret. */
    void rejected(String authorization) {
        List<String> valid = authorizations.get();
        String next = valid.get((valid.indexOf(authorization) + 1) % valid.size());
        current.updateAndGet(last -> last.equals(authorization) ? next : last);
    }
}
