package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.trunkline.local.OpenLoopLoad.Timed;

class OpenLoopLoadTest {

    @Test
    void sendsAtTheGivenRateInOrder() {
        // When
        long started = System.nanoTime();
        List<Timed<Integer>> responses = OpenLoopLoad.run(100, List.of(1, 2, 3, 4, 5), CompletableFuture::completedFuture);

        // Then
        assertThat(responses).extracting(Timed::response).containsExactly(1, 2, 3, 4, 5);
        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
    }

    @Test
    void measuresFromTheTimeARequestWasDue() {
        // Given
        Supplier<CompletableFuture<String>> stalling = () -> {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return CompletableFuture.completedFuture("late");
        };

        // When
        List<Timed<String>> responses = OpenLoopLoad.run(100,
                List.of(stalling, () -> CompletableFuture.completedFuture("next")),
                Supplier::get);

        // Then
        assertThat(responses.get(1).milliseconds()).isGreaterThan(150);
    }
}
