package io.trunkline.webhook.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Topics;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/** Requests that are rejected before their signature is verified. */
@QuarkusTest
class IngressLimitsTest extends WebhookRouterTest {

    @TestHTTPResource
    java.net.URI address;

    @ParameterizedTest
    @ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS" })
    void acceptsOnlyPost(String method) {
        for (String path : new String[] { WebhookClient.SMS, WebhookClient.STATUS, WebhookClient.CLERK }) {
            var answer = webhooks.send(webhooks.request(path, "X-HTTP-Method-Override", "POST")
                    .method(method, BodyPublishers.noBody()).build());
            assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
            assertThat(answer.headers().firstValue("allow")).contains("POST");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 65_537, 1_000_000 })
    void rejectsATooLargeContentLength(int size) {
        assertProblem(webhooks.post(WebhookClient.CLERK, new byte[size]), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void rejectsATooLargeChunkedBody() {
        var chunked = webhooks.request(WebhookClient.SMS)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[65_537]))).build();
        assertProblem(webhooks.send(chunked), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void stopsReadingAnEndlessBody() throws IOException {
        // Given
        byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(UTF_8);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + WebhookClient.SMS + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(UTF_8));

            // When
            for (int i = 0; i < 65; i++) {
                socket.getOutputStream().write(chunk);
            }

            // Then the response arrives although the body does not end, and the connection is closed
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void timesOutABodyAfterTenSeconds() throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + WebhookClient.SMS + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void continuesARequestThatExpectsIt() throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST " + WebhookClient.CLERK + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Connection: close\r\nContent-Length: 2\r\n\r\n").getBytes(UTF_8));
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(interim, UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write("{}".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void doesNotContinueATooLargeRequest() throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST " + WebhookClient.CLERK + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 65537\r\n\r\n").getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void acceptsABodyOfExactlyTheLimit() {
        // Given
        Map<String, String> text = WebhookClient.text("+14155550100", Numbers.random(), "x");
        text.put("Filler", "x".repeat(65_536 - WebhookClient.encode(text).length - "&Filler=".length()));
        byte[] body = WebhookClient.encode(text);
        String signature = TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS, text);

        // When
        var whole = webhooks.post(WebhookClient.SMS, body, "X-Twilio-Signature", signature);
        var pieces = webhooks.send(webhooks.request(WebhookClient.SMS, "X-Twilio-Signature", signature)
                .POST(BodyPublishers.ofInputStream(() -> new ChunkedStream(body))).build());

        // Then
        assertThat(body).hasSize(65_536);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(pieces.statusCode()).isEqualTo(200);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW)).hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(record -> assertThat(record.value()).isEqualTo(body)));
    }

    @Test
    void rejectsContentCodings() {
        assertProblem(webhooks.post(WebhookClient.CLERK, new byte[10], "Content-Encoding", "gzip"), 415, "UNSUPPORTED_CODING");
    }

    @Test
    void rejectsUnknownPaths() {
        assertProblem(webhooks.post("/api/webhooks/unknown", new byte[10]), 404, "NOT_FOUND");
        assertProblem(webhooks.post("/api/webhooks/twilio/voice", new byte[10]), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n", "Content-Length: 5,6\r\n",
            "Content-Length: 0x5\r\n" })
    void rejectsAmbiguousContentLengths(String framing) throws IOException {
        String request = "POST " + WebhookClient.SMS + " HTTP/1.1\r\nHost: x\r\n" + framing
                + "\r\n0\r\n\r\nPOST /api/webhooks/clerk HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("HTTP/1\\.[01] ")).hasSizeLessThanOrEqualTo(2);
            assertThat(answers).startsWith("HTTP/1.1 400");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    /** Returns a body in small pieces. */
    private static final class ChunkedStream extends InputStream {
        private final InputStream body;

        ChunkedStream(byte[] body) {
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public int read() throws IOException {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return body.read(into, offset, Math.min(length, 777));
        }
    }
}
