package io.trunkline.e2e.system;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.trunkline.e2e.system.Twilio.Text;

/** Somebody who texts a number ten times a second, a new text each time, until this is closed. */
public final class Texts implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;
    private static final int AT_ONCE = 20;

    private final World world;
    private final String from;
    private final String to;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(AT_ONCE);
    private final ScheduledFuture<?> beat;
    private int count;

    /** A text and what our webhook said to it. */
    public record Sent(Text text, Answer answer) {
    }

    public Texts(World world, String from, String to) {
        this.world = world;
        this.from = from;
        this.to = to;
        this.beat = clock.scheduleAtFixedRate(this::next, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    public List<Sent> all() {
        return List.copyOf(sent);
    }

    public List<Sent> accepted() {
        return sent.stream().filter(each -> each.answer.isSuccess()).toList();
    }

    public List<Sent> refused() {
        return sent.stream().filter(each -> !each.answer.isSuccess()).toList();
    }

    /** Once more. */
    public Sent deliver(Text text) {
        Answer answer = world.twilio().deliver(text);
        if (answer.isSuccess()) {
            world.acks().note(AckLog.TWILIO_SMS, text.messageSid());
        }
        return new Sent(text, answer);
    }

    /** @throws IllegalStateException when a text could not be sent at all */
    @Override
    public void close() {
        beat.cancel(false);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Some texts are not answered");
            }
            beat.get();
        } catch (CancellationException e) {
            // As it should be: it was going on until now.
        } catch (ExecutionException e) {
            throw new IllegalStateException("A text could not be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The beat does not wait for answers. */
    private void next() {
        Text text = world.twilio().text(from, to, "Text " + ++count);
        clock.execute(() -> sent.add(deliver(text)));
    }
}
