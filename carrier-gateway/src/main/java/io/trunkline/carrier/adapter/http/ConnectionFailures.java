package io.trunkline.carrier.adapter.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLHandshakeException;

/** Distinguishes a request that never reached the carrier from one whose response was lost. */
public final class ConnectionFailures {

    private ConnectionFailures() {
    }

    /**
     * False only if certainly no byte of the request was sent: no DNS entry, no connection, no TLS session. Only then a
     * purchase may be repeated without a look-up.
     */
    public static boolean mayHaveReachedCarrier(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException || cause instanceof SSLHandshakeException) {
                return false;
            }
            if (cause.getCause() == cause) {
                return true;
            }
        }
        return true;
    }
}
