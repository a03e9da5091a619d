package io.trunkline.carrier.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
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
 * An account behind its declared capabilities and its {@link CallPipeline}.
 * <p>
 * A call may wait long in the pipeline. Then a purchase or a message is sent only if the job's lease is held for longer than
 * a call takes: the call is over before another instance can claim the job, find it unfinished and look up a result that is
 * not there yet. Otherwise nothing is sent.
 */
final class ProtectedCarrier implements Carrier {

    private final Carrier carrier;
    private final CallPipeline pipeline;
    /** The job that calls; null outside jobs. */
    private final Job job;
    /** Whether the job called its carrier before. */
    private final boolean retry;

    ProtectedCarrier(Carrier carrier, CallPipeline pipeline) {
        this(carrier, pipeline, null);
    }

    private ProtectedCarrier(Carrier carrier, CallPipeline pipeline, Job job) {
        this.carrier = carrier;
        this.pipeline = pipeline;
        this.job = job;
        this.retry = job != null && job.isRetry();
    }

    /**
     * The same account for the calls of one claimed job. The look-up of an unknown outcome is exempt from the retry budget:
     * it protects money and has its own back-off.
     *
     * @throws DeferredException when the retry budget is used up
     */
    Carrier forJob(Job caller) {
        if (caller.isRetry() && !caller.isOutcomeUnknown()) {
            pipeline.retryBudget().checkRetry();
        }
        return new ProtectedCarrier(carrier, pipeline, caller);
    }

    boolean isAvailable() {
        return pipeline.isAvailable();
    }

    Uni<AccountStatus> status() {
        return pipeline.status();
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
    public Optional<String> accountId() {
        return carrier.accountId();
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
        return pipeline.call(CallPurpose.VERIFICATION, "verify", this::begin, carrier::verify);
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return call("search", Capability.of(search.numberType()), () -> carrier.search(search));
    }

    @Override
    public Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return ifCapable(Capability.PRICE_LIST,
                () -> pipeline.call(CallPurpose.PRICE_LOOKUP, "monthlyCosts", this::begin,
                        () -> carrier.monthlyCosts(country)));
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return pipeline.call(purpose(), "order", this::beginWhileLeased, () -> carrier.order(purchase));
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
        return call("send", message.requiredCapability(), this::beginWhileLeased, () -> carrier.send(message));
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return call("findSent", Capability.MESSAGE_LIST, () -> carrier.findSent(message, since));
    }

    private <T> Uni<T> call(String operation, Supplier<Uni<T>> request) {
        return pipeline.call(purpose(), operation, this::begin, request);
    }

    private <T> Uni<T> call(String operation, Capability required, Supplier<Uni<T>> request) {
        return call(operation, required, this::begin, request);
    }

    private <T> Uni<T> call(String operation, Capability required, Runnable beforeCall, Supplier<Uni<T>> request) {
        return ifCapable(required, () -> pipeline.call(purpose(), operation, beforeCall, request));
    }

    private <T> Uni<T> ifCapable(Capability required, Supplier<Uni<T>> call) {
        return carrier.capabilities().contains(required) ? call.get()
                : Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "The carrier '" + name() + "' does not do " + required));
    }

    private CallPurpose purpose() {
        return job == null ? CallPurpose.INTERACTIVE : CallPurpose.JOB;
    }

    private void beginWhileLeased() {
        if (job != null && !job.isLeaseHeldFor(maxCallDuration())) {
            throw new CarrierException(CarrierFailure.RATE_LIMITED,
                    "The job's lease is about to end: the call is not sent").unsent();
        }
        begin();
    }

    private void begin() {
        pipeline.retryBudget().recordCall(retry);
        if (job != null) {
            job.recordCarrierCall();
        }
    }
}
