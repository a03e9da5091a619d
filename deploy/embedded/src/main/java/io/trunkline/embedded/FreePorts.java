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

/** Loopback ports: finds free ones and refuses busy ones with a message a person can act on. */
public final class FreePorts {

    /*
     * Below the ranges from which Linux (32768+) and macOS (49152+) take the local ports of outgoing connections: a
     * server that is stopped and started again must find its port still free, and a client that keeps dialling a
     * stopped server on an ephemeral port sooner or later connects to itself.
     */
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final int ATTEMPTS = 200;
    /* A port that was found but is not yet listened on must not be found again. */
    private static final Set<Integer> RESERVED = ConcurrentHashMap.newKeySet();

    private FreePorts() {
    }

    /** A port nobody listens on now, between 20000 and 32000; never the same one twice in this JVM. */
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
     * @param server who wants it, for the message
     * @return the port that was asked for, or a free one
     * @throws PortInUseException if somebody listens there
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

    /** Can a server listen on this loopback port now? */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections of a predecessor that linger in TIME_WAIT do not count as busy.
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
