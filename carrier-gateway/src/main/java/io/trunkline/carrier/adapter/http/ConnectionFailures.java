package io.trunkline.carrier.adapter.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLHandshakeException;

/** Tells a call that never reached the carrier from one whose answer was lost. */
public final class ConnectionFailures {

    private ConnectionFailures() {
    }

    /**
     * False only when it is certain that no byte of the request was sent: no name, no connection, no TLS session. That is
     * what lets a purchase be repeated without asking first.
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
