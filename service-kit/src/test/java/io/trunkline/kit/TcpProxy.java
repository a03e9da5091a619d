package io.trunkline.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between the service and PostgreSQL and interrupts the network between them. */
final class TcpProxy implements AutoCloseable {

    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile boolean swallows;

    private TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static TcpProxy to(int port) {
        try {
            TcpProxy proxy = new TcpProxy(port);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Drops what either side sends from now on; connections stay open. */
    void swallow() {
        swallows = true;
    }

    /** Closes the connections. */
    void disconnect() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Closes the connections and refuses new ones. */
    @Override
    public void close() throws IOException {
        server.close();
        disconnect();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(client, database));
            start(() -> copy(client, database));
            start(() -> copy(database, client));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!swallows) {
                    out.write(buffer, 0, length);
                }
            }
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void start(Io io) {
        Thread thread = new Thread(() -> {
            try {
                io.run();
            } catch (IOException closed) {
                // The connection or the proxy was closed.
            }
        }, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
