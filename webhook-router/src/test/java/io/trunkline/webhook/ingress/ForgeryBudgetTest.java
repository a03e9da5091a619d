package io.trunkline.webhook.ingress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.Secrets;
import io.trunkline.webhook.Senders;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookRouterTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;

/** A flood of forgeries from one address is shed; whoever sends a genuine webhook from anywhere is heard. */
@QuarkusTest
class ForgeryBudgetTest extends WebhookRouterTest {

    private static final int BUDGET = 600;
    private static final String FORGED = Base64.getEncoder().encodeToString(new byte[20]);

    @Inject
    Vertx vertx;
    @TestHTTPResource
    java.net.URI address;

    private record Answer(int status, String retryAfter, String body) {
    }

    private final Map<String, String> text = Senders.text("+14155550100", Numbers.fresh(), "Hello");
    private final String signature = TwilioSigner.sign(Secrets.TOKEN, Secrets.PUBLIC_BASE + Senders.SMS, text);

    @Test
    void shedsAnAddressThatOnlyForges() {
        // Given
        HttpClient forger = from("127.0.7.1");

        // When
        IntStream.range(0, BUDGET).forEach(i -> assertThat(post(forger, FORGED).status()).isEqualTo(403));

        // Then
        Answer answer = post(forger, FORGED);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfter()).isEqualTo("60");
        assertThat(answer.body()).contains("\"code\":\"TOO_MANY_FORGERIES\"");
        assertThat(post(from("127.0.7.2"), signature).status()).isEqualTo(200);
    }

    @Test
    void listensToAnAddressThatCarriersUseTooHoweverMuchIsForgedThere() {
        // Given
        HttpClient proxy = from("127.0.7.3");
        assertThat(post(proxy, signature).status()).isEqualTo(200);

        // When
        IntStream.range(0, BUDGET + 1).forEach(i -> assertThat(post(proxy, FORGED).status()).isEqualTo(403));

        // Then
        assertThat(post(proxy, signature).status()).isEqualTo(200);
    }

    private HttpClient from(String localAddress) {
        return vertx.createHttpClient(new HttpClientOptions().setLocalAddress(localAddress).setMaxPoolSize(1));
    }

    private Answer post(HttpClient client, String signed) {
        try {
            return client.request(HttpMethod.POST, address.getPort(), address.getHost(), Senders.SMS)
                    .compose(request -> request.putHeader("X-Twilio-Signature", signed)
                            .putHeader("Content-Type", "application/x-www-form-urlencoded")
                            .send(Buffer.buffer(Senders.encode(text))))
                    .compose(response -> response.body().map(body -> new Answer(response.statusCode(),
                            response.getHeader("retry-after"), body.toString())))
                    .toCompletionStage().toCompletableFuture().get(10, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
