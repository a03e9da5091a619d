package io.trunkline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free loopback ports and rejects ports in use with a helpful message. */
public final class FreePorts {

    /*
     * Below the ephemeral ranges of Linux (32768+) and macOS (49152+). A server that restarts needs its port to be free, and
     * a client that keeps connecting to a stopped server on an ephemeral port eventually connects to itself.
     */
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final int ATTEMPTS = 200;
    /* A port that was returned but has no listener yet must not be returned again. */
    private static final Set<Integer> RESERVED = ConcurrentHashMap.newKeySet();

    private FreePorts() {
    }

    /** A port without a listener, between 20000 and 32000; never the same one twice in this JVM. */
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (isFree(port) && RESERVED.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found between " + FIRST_PORT + " and " + LAST_PORT);
    }

    /**
     * @param port a port, or 0 for any free one
     * @param server the server that needs it, for the message
     * @return the requested port, or a free one
     * @throws PortInUseException if the port is in use
     */
    public static int orAny(int port, String server) {
        if (port == 0) {
            return any();
        }
        if (!isFree(port)) {
            throw new PortInUseException(port, server);
        }
        return port;
    }

    /** Whether a server can listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections in TIME_WAIT do not count as in use.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
