package io.trunkline.carrier.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.account.CallPipeline.Way;
import io.trunkline.carrier.job.DeferredException;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.NumberType;

/**
 * A carrier behind its declared capabilities and its guard.
 * <p>
 * A call may wait long for its turn. When it comes, a purchase or a send starts only if the job's lease is held for longer than
 * a call takes: then it is over before any other instance can take the job up, find it unfinished and look for what is not
 * there yet. Otherwise nothing is sent.
 */
final class ProtectedCarrier implements Carrier {

    private final Carrier carrier;
    private final CallPipeline guard;
    /** In whose name it is called; null for nobody's. */
    private final Job job;
    /** What the job asks comes on top of what it asked before. */
    private final boolean repetition;

    ProtectedCarrier(Carrier carrier, CallPipeline guard) {
        this(carrier, guard, null);
    }

    private ProtectedCarrier(Carrier carrier, CallPipeline guard, Job job) {
        this.carrier = carrier;
        this.guard = guard;
        this.job = job;
        this.repetition = job != null && job.isRetry();
    }

    /**
     * The same, for one job as it was claimed. What is in doubt is looked up whatever the budget says: that protects money,
     * and has a back-off of its own.
     *
     * @throws DeferredException when it would be one repetition too many
     */
    Carrier heldBy(Job holder) {
        if (holder.isRetry() && !holder.isOutcomeUnknown()) {
            guard.budget().check();
        }
        return new ProtectedCarrier(carrier, guard, holder);
    }

    boolean isWorthAsking() {
        return guard.isWorthAsking();
    }

    Uni<AccountStatus> status() {
        return guard.status();
    }

    @Override
    public String name() {
        return carrier.name();
    }

    @Override
    public boolean isConfigured() {
        return carrier.isConfigured();
    }

    @Override
    public Set<Capability> capabilities() {
        return carrier.capabilities();
    }

    @Override
    public Duration maxCallDuration() {
        return carrier.maxCallDuration();
    }

    @Override
    public Uni<Void> verify() {
        return guard.call(Way.VERIFY, "verify", this::begin, carrier::verify);
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return call("search", Capability.of(search.numberType()), () -> carrier.search(search));
    }

    @Override
    public Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return ifCapable(Capability.PRICE_LIST,
                () -> guard.call(Way.PRICES, "monthlyCosts", this::begin, () -> carrier.monthlyCosts(country)));
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return guard.call(way(), "order", this::beginWhileHeld, () -> carrier.order(purchase));
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return call("findOrders", () -> carrier.findOrders(reference));
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return call("findByE164", () -> carrier.findByE164(e164));
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return call("configure", () -> carrier.configure(carrierNumberId, webhooks));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return call("release", () -> carrier.release(carrierNumberId));
    }

    @Override
    public Duration minimumHoldingPeriod() {
        return carrier.minimumHoldingPeriod();
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return call("listOwned", carrier::listOwned);
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        return call("send", message.requiredCapability(), this::beginWhileHeld, () -> carrier.send(message));
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return call("findSent", Capability.MESSAGE_LIST, () -> carrier.findSent(message, since));
    }

    private <T> Uni<T> call(String operation, Supplier<Uni<T>> request) {
        return guard.call(way(), operation, this::begin, request);
    }

    private <T> Uni<T> call(String operation, Capability needed, Supplier<Uni<T>> request) {
        return call(operation, needed, this::begin, request);
    }

    private <T> Uni<T> call(String operation, Capability needed, Runnable before, Supplier<Uni<T>> request) {
        return ifCapable(needed, () -> guard.call(way(), operation, before, request));
    }

    private <T> Uni<T> ifCapable(Capability needed, Supplier<Uni<T>> call) {
        return carrier.capabilities().contains(needed) ? call.get()
                : Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "The carrier '" + name() + "' does not do " + needed));
    }

    private Way way() {
        return job == null ? Way.ASIDE : Way.JOB;
    }

    private void beginWhileHeld() {
        if (job != null && !job.isLeaseHeldFor(maxCallDuration())) {
            throw new CarrierException(CarrierFailure.RATE_LIMITED,
                    "The call waited for its turn until the job's lease was about to end").unsent();
        }
        begin();
    }

    private void begin() {
        guard.budget().spend(repetition);
        if (job != null) {
            job.recordCarrierCall();
        }
    }
}
