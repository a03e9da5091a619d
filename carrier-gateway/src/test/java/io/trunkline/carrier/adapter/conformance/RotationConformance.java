package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_NOT_CONFIGURED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.testing.RecordingProxy;
import io.trunkline.events.NumberType;
import io.trunkline.kit.testing.MountedSecret;

/**
 * Rotation of a secret at the carrier and in a mounted file during calls. A proxy before the carrier decides which secrets are
 * valid, because the fake carrier cannot change its own.
 */
public abstract class RotationConformance extends AdapterTest {

    private final String old = "the-old-one-" + UUID.randomUUID();
    private final String next = "the-new-one-" + UUID.randomUUID();
    private final MountedSecret mounted = new MountedSecret();
    private final List<String> presentedSecrets = new CopyOnWriteArrayList<>();
    private volatile Set<String> valid = Set.of(old);
    private volatile Consumer<String> onRejected = secret -> {
    };
    private RecordingProxy proxy;

    @BeforeEach
    void startProxy() {
        proxy = new RecordingProxy(fake().url(), this::replaceAuthorization);
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    /** Replaces a valid secret by the carrier's real one; passes other secrets on. */
    private String replaceAuthorization(String authorization) {
        boolean basic = authorization.startsWith("Basic ");
        String encoded = authorization.substring(authorization.indexOf(' ') + 1);
        String plain = basic ? new String(Base64.getDecoder().decode(encoded), UTF_8) : encoded;
        String secret = plain.substring(plain.indexOf(':') + 1);
        presentedSecrets.add(secret);
        if (!valid.contains(secret)) {
            onRejected.accept(secret);
            return authorization;
        }
        String real = plain.replace(secret, fake().credentials().get(secretProperty()).split(",")[0]);
        return authorization.replace(encoded, basic ? Base64.getEncoder().encodeToString(real.getBytes(UTF_8)) : real);
    }

    /** With the secret file only, without a list. */
    private Carrier connectByFile() {
        return connect(proxy.url(), secretProperty(), "", secretProperty() + "-file", mounted.file().toString());
    }

    @Test
    void losesNoCallWhileASecretIsRotated() {
        // Given
        mounted.put(old);
        String from = buySender();
        Carrier rotating = connectByFile();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger texts = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> calls = List.of(
                callRepeatedly(stop, failures, () -> rotating.send(text(from, "+14155550199"))
                        .invoke(() -> texts.incrementAndGet())),
                callRepeatedly(stop, failures, () -> rotating.search(new NumberSearch("US", NumberType.LOCAL, "206", 3))),
                callRepeatedly(stop, failures, rotating::verify));

        try {
            // When
            mounted.put(next + "\n" + old);
            secrets.reload();
            awaitCalls();
            assertThat(presentedSecrets).as("the secret in use stays in use").containsOnly(old);
            valid = Set.of(next);
            await().atMost(Duration.ofSeconds(5)).until(() -> presentedSecrets.contains(next));
            mounted.put(next);
            secrets.reload();
            presentedSecrets.clear();
            awaitCalls();
            await().atMost(Duration.ofSeconds(5)).until(() -> texts.get() > 10);
        } finally {
            stop.set(true);
        }
        calls.forEach(CompletableFuture::join);

        // Then
        assertThat(failures).isEmpty();
        assertThat(presentedSecrets).containsOnly(next);
        assertThat(fake().sentMessages(from)).hasSize(texts.get());
    }

    private void awaitCalls() {
        int before = presentedSecrets.size();
        await().atMost(Duration.ofSeconds(5)).until(() -> presentedSecrets.size() > before + 10);
    }

    private static CompletableFuture<Void> callRepeatedly(AtomicBoolean stop, List<Throwable> failures, Supplier<Uni<?>> call) {
        return CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                try {
                    call.get().await().atMost(Duration.ofSeconds(10));
                    Thread.sleep(20);
                } catch (InterruptedException | RuntimeException failure) {
                    failures.add(failure);
                }
            }
        });
    }

    @Test
    void triesASecretThatArrivesDuringTheCall() {
        // Given
        mounted.put(old);
        Carrier rotating = connect(proxy.url(), secretProperty(), "", secretProperty() + "-file", mounted.file().toString(),
                "total-timeout",
                "8s");
        valid = Set.of(next);
        onRejected = secret -> {
            mounted.put(next);
            secrets.reload();
        };

        // When
        item(rotating.verify());

        // Then
        assertThat(presentedSecrets).containsExactly(old, next);
    }

    @Test
    void callsNothingUntilTheSecretFileExists() {
        Carrier waiting = connectByFile();
        assertThat(waiting.isConfigured()).isFalse();
        assertThat(failure(waiting.verify()).failure()).isEqualTo(CARRIER_NOT_CONFIGURED);

        mounted.put(old);
        await().atMost(Duration.ofSeconds(5)).until(waiting::isConfigured);
        item(waiting.verify());

        mounted.clear();
        secrets.reload();
        item(waiting.verify());
    }

    @Test
    void stopsUsingARemovedSecret() {
        mounted.put("not-valid-yet\n" + old);
        Carrier rotating = connectByFile();
        item(rotating.verify());
        assertThat(presentedSecrets).containsExactly("not-valid-yet", old);

        mounted.put("not-valid-yet");
        secrets.reload();
        assertThat(failure(rotating.verify()).failure()).isEqualTo(CARRIER_AUTH);
        assertThat(presentedSecrets).hasSize(3).last().isEqualTo("not-valid-yet");
    }
}
