package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;

/** Times every call to one account, and logs failures that need an operator. */
final class CallMetrics {

    private static final String SUCCESS = "OK";
    private static final String CANCELLED = "GIVEN_UP";
    private static final Duration ALERT_INTERVAL = Duration.ofMinutes(1);

    private final String carrier;
    private final MeterRegistry metrics;
    private final AtomicLong lastAlert = new AtomicLong(System.nanoTime() - ALERT_INTERVAL.toNanos() - 1);

    CallMetrics(String carrier, MeterRegistry metrics) {
        this.carrier = carrier;
        this.metrics = metrics;
    }

    /** The call, timed from its subscription on, waiting included. */
    <T> Uni<T> time(String operation, Uni<T> call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample timer = Timer.start(metrics);
            return call.onItemOrFailure().invoke((item, failure) -> record(timer, operation, failure))
                    .onCancellation().invoke(() -> record(timer, operation, CANCELLED));
        });
    }

    private void record(Timer.Sample timer, String operation, Throwable failure) {
        String outcome = SUCCESS;
        if (failure instanceof CarrierException expected) {
            outcome = expected.failure().name();
            Log.debugf("%s %s: %s, %s", carrier, operation, outcome, expected.getMessage());
            alert(operation, expected);
        } else if (failure != null) {
            outcome = failure.getClass().getSimpleName();
        }
        record(timer, operation, outcome);
    }

    private void record(Timer.Sample timer, String operation, String outcome) {
        timer.stop(Timer.builder("trunkline.carrier.calls").description("Calls to carriers, waiting included")
                .tags("carrier", carrier, "operation", operation, "outcome", outcome).register(metrics));
    }

    /** Logs a failure that needs an operator, at most once per interval. */
    private void alert(String operation, CarrierException failure) {
        long now = System.nanoTime();
        long last = lastAlert.get();
        if (failure.failure().needsOperator() && now - last > ALERT_INTERVAL.toNanos()
                && lastAlert.compareAndSet(last, now)) {
            Log.errorf("%s refuses the operation %s: %s, %s", carrier, operation, failure.failure(), failure.getMessage());
        }
    }
}
