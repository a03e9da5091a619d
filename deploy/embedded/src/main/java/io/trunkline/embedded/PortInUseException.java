package io.trunkline.embedded;

/** A server cannot start because another program listens on its port. */
public final class PortInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, String server) {
        super("Port " + port + " is in use, so " + server + " cannot start there. Stop the program that listens on it"
                + " (find it with: lsof -i :" + port + ") or choose another port.");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
