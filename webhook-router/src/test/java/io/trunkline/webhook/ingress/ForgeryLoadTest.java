package io.trunkline.webhook.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/**
 * Forgeries and genuine webhooks come from one address, as behind a proxy. Verifying a signature costs microseconds: ten
 * times as many forgeries neither lock out nor delay the genuine ones.
 */
@QuarkusTest
class ForgeryLoadTest extends WebhookRouterTest {

    private static final int GENUINE = 300;
    private static final Duration GENUINE_INTERVAL = Duration.ofMillis(10);
    private static final int FORGERIES_PER_GENUINE = 10;
    private static final int FORGERS = 2;
    /**
     * Another process may take the processor during a round, so that too few forgeries are sent or all responses are late; not
     * during all of them, while a real delay is in each.
     */
    private static final int ROUNDS = 6;
    /** No other test sends from it, so that no earlier webhook vouches for it. */
    private static final String PROXY = "127.0.9.1";
    private static final String FORGED = Base64.getEncoder().encodeToString(new byte[20]);

    @TestHTTPResource
    java.net.URI address;

    private final AtomicInteger forgeries = new AtomicInteger();

    @Test
    void acceptsGenuineWebhooksAmongTenTimesAsManyForgeries() {
        // Given more forgeries than anything else so far
        try (Connection forger = new Connection()) {
            for (int i = 0; i < 1_000; i++) {
                forge(forger);
            }
        }
        measureP99();

        // When
        boolean undisturbed = false;
        StringBuilder rounds = new StringBuilder();
        for (int i = 0; i < ROUNDS && !undisturbed; i++) {
            Duration baseline = measureP99();
            int before = forgeries.get();
            Duration underLoad = measureP99AmongForgeries();
            undisturbed = underLoad.compareTo(baseline.multipliedBy(2)) <= 0
                    && forgeries.get() - before >= GENUINE * FORGERIES_PER_GENUINE * 9 / 10;
            rounds.append(baseline).append(" -> ").append(underLoad).append("; ");
        }

        // Then
        assertThat(undisturbed).as("p99 without and with forgeries: " + rounds).isTrue();
    }

    private Duration measureP99AmongForgeries() {
        AtomicBoolean done = new AtomicBoolean();
        Runnable forgery = () -> {
            try (Connection forger = new Connection()) {
                pace(GENUINE_INTERVAL.multipliedBy(FORGERS).dividedBy(FORGERIES_PER_GENUINE), done, () -> forge(forger));
            }
        };
        CompletableFuture<Void> load = CompletableFuture.allOf(IntStream.range(0, FORGERS)
                .mapToObj(i -> CompletableFuture.runAsync(forgery)).toArray(CompletableFuture[]::new));
        try {
            return measureP99();
        } finally {
            done.set(true);
            load.join();
        }
    }

    /** Of genuine webhooks at a steady rate. All of them are accepted. */
    private Duration measureP99() {
        long[] nanos = new long[GENUINE];
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        try (Connection carrier = new Connection()) {
            pace(GENUINE_INTERVAL, done, () -> {
                byte[] request = genuine();
                long start = System.nanoTime();
                assertThat(carrier.sendUntilDurable(request)).isEqualTo(200);
                nanos[sent.get()] = System.nanoTime() - start;
                done.set(sent.incrementAndGet() == GENUINE);
            });
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[GENUINE * 99 / 100 - 1]);
    }

    private static void pace(Duration interval, AtomicBoolean done, Runnable step) {
        for (long next = System.nanoTime(); !done.get(); next += interval.toNanos()) {
            LockSupport.parkNanos(next - System.nanoTime());
            step.run();
        }
    }

    private void forge(Connection forger) {
        assertThat(forger.send(request(FORGED, body("forged")))).isEqualTo(403);
        forgeries.incrementAndGet();
    }

    private static byte[] genuine() {
        var text = WebhookClient.text("+14155550100", Numbers.random(), "genuine");
        return request(TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS, text),
                WebhookClient.encode(text));
    }

    private static byte[] body(String text) {
        return WebhookClient.encode(WebhookClient.text("+14155550100", "+14155550199", text));
    }

    private static byte[] request(String signature, byte[] body) {
        String head = "POST " + WebhookClient.SMS + " HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: " + signature
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, UTF_8)).getBytes(UTF_8);
    }

    /** A connection from the proxy's address that stays open. */
    private final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Connection() {
            try {
                socket = new Socket(address.getHost(), address.getPort(), InetAddress.getByName(PROXY), 0);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Repeats a 503 like a carrier, which counts as delay: Kafka may not confirm in time on a busy machine. */
        int sendUntilDurable(byte[] request) {
            int status = send(request);
            return status == 503 ? sendUntilDurable(request) : status;
        }

        /** @return the status of the response */
        int send(byte[] request) {
            try {
                socket.getOutputStream().write(request);
                return readResponse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int readResponse() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("the connection is closed after " + head).isNotNegative();
                head.append((char) next);
            }
            String text = head.toString().toLowerCase(java.util.Locale.ROOT);
            int at = text.indexOf("content-length: ") + "content-length: ".length();
            in.readNBytes(Integer.parseInt(text.substring(at, text.indexOf("\r\n", at))));
            return Integer.parseInt(text.substring("http/1.1 ".length(), "http/1.1 200".length()));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
