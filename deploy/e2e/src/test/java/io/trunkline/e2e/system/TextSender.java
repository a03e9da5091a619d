package io.trunkline.e2e.system;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.trunkline.e2e.system.TwilioWebhooks.Text;

/** Sends ten different texts a second to a number until it is closed. */
public final class TextSender implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 100;
    private static final int THREADS = 20;

    private final SystemUnderTest system;
    private final String from;
    private final String to;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
    private final ScheduledFuture<?> schedule;
    private int count;

    /** A text and the response of our webhook. */
    public record Sent(Text text, ApiResponse response) {
    }

    public TextSender(SystemUnderTest system, String from, String to) {
        this.system = system;
        this.from = from;
        this.to = to;
        this.schedule = clock.scheduleAtFixedRate(this::sendNext, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    public List<Sent> all() {
        return List.copyOf(sent);
    }

    public List<Sent> accepted() {
        return sent.stream().filter(each -> each.response.isSuccess()).toList();
    }

    public List<Sent> refused() {
        return sent.stream().filter(each -> !each.response.isSuccess()).toList();
    }

    /** Delivers the text again. */
    public Sent deliver(Text text) {
        ApiResponse response = system.twilio().deliver(text);
        if (response.isSuccess()) {
            system.acks().record(AckLog.TWILIO_SMS, text.messageSid());
        }
        return new Sent(text, response);
    }

    /** @throws IllegalStateException when a text could not be sent at all */
    @Override
    public void close() {
        schedule.cancel(false);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Some texts are not answered");
            }
            schedule.get();
        } catch (CancellationException e) {
            // Expected: the schedule was cancelled.
        } catch (ExecutionException e) {
            throw new IllegalStateException("A text could not be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The schedule does not wait for responses. */
    private void sendNext() {
        Text text = system.twilio().text(from, to, "Text " + ++count);
        clock.execute(() -> sent.add(deliver(text)));
    }
}
