package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.job.UnknownOutcome;
import io.trunkline.carrier.routing.RoutingRequest;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.Ids;

/**
 * One number to be bought, and how far that got. The id is our reference at the carrier.
 * <p>
 * Each method that changes the state returns the news to be said with it. What protects the money: while a purchase of the
 * candidate is in doubt, neither a refusal nor a give-up is final before a look-up found nothing, because the first try may
 * be the very reason why the second was refused; and another carrier is asked only while nothing was ever in doubt.
 */
@Entity
@Table(name = "carrier_order")
@DynamicInsert
public class CarrierOrder extends Job {

    private static final String TOO_LATE = "It could not be bought in time";

    @Embedded
    private OrderRequester requester;
    @Embedded
    private NumberRequest request;
    @Embedded
    private Failover failover;
    /** The number that is, may be, or is about to be bought. */
    private String candidate;
    /** An earlier purchase of the candidate may have been carried out. */
    @Column(name = "in_doubt")
    private boolean possiblyBought;
    /** How the carrier refused to repeat a purchase in doubt. */
    @Enumerated(EnumType.STRING)
    private CarrierFailure refusal;
    @Embedded
    private UnknownOutcome unknownOutcome = new UnknownOutcome();
    @Column(name = "unknown_said")
    private boolean unknownPublished;
    private int candidatesTried;
    private int searches;
    @Column(name = "pending_looks")
    private int pendingLookups;
    private String carrierNumberId;
    private String carrierAccount;

    protected CarrierOrder() {
    }

    /** Of a command that may name no carrier. */
    public CarrierOrder(OrderNumber command, OrderConfig defaults) {
        super(command.orderId(), command.carrier());
        failover = new Failover(command.carrier() == null);
        requester = new OrderRequester(command);
        request = new NumberRequest(command, defaults);
    }

    String reference() {
        return id().toString();
    }

    /** The number to buy next, when it is known. */
    Optional<String> candidate() {
        return Optional.ofNullable(candidate != null ? candidate : request.e164());
    }

    RoutingRequest routingRequest() {
        return new RoutingRequest(request.country(), request.numberType(), requester.workspaceId());
    }

    NumberRequest request() {
        return request;
    }

    Failover failover() {
        return failover;
    }

    /** To ask this carrier from now on. */
    void assignTo(String carrier) {
        assignCarrier(carrier);
        searches = 0;
        candidatesTried = 0;
    }

    /**
     * Another carrier may be asked only if it is beyond doubt that this one sold nothing: as long as no purchase of this order
     * was ever in doubt, or taken to be decided later.
     */
    private boolean mayFailOver(CarrierFailure cause, OrderConfig config) {
        return failover.isPossibleFor(cause) && carrier() != null && !unknownPublished && pendingLookups == 0
                && !isStale(config);
    }

    private List<CarrierEvent> failOver(CarrierException cause) {
        failover.recordFailure(carrier(), cause.failure());
        assignCarrier(null);
        candidate = null;
        scheduleRetry(Duration.ZERO, cause);
        return List.of();
    }

    OrderRequester requester() {
        return requester;
    }

    /** @param quotedCost what the carrier says that this very number costs */
    Purchase purchase(String e164, Optional<Cost> quotedCost) {
        var described = PhoneNumbers.describe(e164);
        return new Purchase(id(), carrier(), requester.workspaceId(), described.map(d -> d.country()).orElse(request.country()),
                described.map(d -> d.numberType()).orElse(request.numberType()), quotedCost);
    }

    /** To be saved before the purchase is sent. */
    void submit(String e164) {
        candidate = e164;
        markSubmitting();
    }

    /** The number to be submitted, or every one that was found, is being bought by other orders of ours. */
    List<CarrierEvent> dropCandidate(CarrierException cause, Duration wait, OrderConfig config) {
        candidate = null;
        searches++;
        if (!request.isForAnyNumber() || searches >= config.searches()) {
            return fail(cause.failure(), cause.getMessage());
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The carrier sold it, or holds it for us with our reference. */
    List<CarrierEvent> complete(OwnedNumber number) {
        if (!request.isForAnyNumber() && !request.e164().equals(number.e164())) {
            candidate = number.e164();
            carrierNumberId = number.carrierNumberId();
            return escalate("OTHER_NUMBER_SOLD", "The carrier holds another number under this order's reference");
        }
        candidate = number.e164();
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
        possiblyBought = false;
        markSucceeded();
        return requester.numberOrdered(this, number, now());
    }

    /** The carrier took the purchase and decides later. */
    List<CarrierEvent> awaitDecision(OrderConfig config) {
        possiblyBought = false;
        List<Duration> waits = config.pendingBackoff();
        markPending(waits.get(Math.min(pendingLookups, waits.size() - 1)));
        pendingLookups++;
        return List.of();
    }

    /** The carrier decided against it. */
    List<CarrierEvent> recordRejection(CarrierFailure failure, OrderConfig config) {
        return confirmRefusal(failure, "The carrier decided against it", config);
    }

    /** The purchase may or may not have been carried out. */
    List<CarrierEvent> recordUnknownOutcome(CarrierException cause, OrderConfig config) {
        possiblyBought = true;
        refusal = null;
        unknownOutcome.start(now());
        List<CarrierEvent> events = scheduleLookup(cause, config);
        if (unknownPublished || needsAttention()) {
            return events;
        }
        unknownPublished = true;
        return requester.orderUnknown(this);
    }

    /** The carrier did not process the request: the same again later, but not for ever. */
    List<CarrierEvent> retryLater(CarrierException cause, Duration wait, OrderConfig config) {
        if (isStale(config)) {
            return recordRefusal(cause, config);
        }
        if (failover.countUnavailable(cause.failure()) && mayFailOver(cause.failure(), config)) {
            return failOver(cause);
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The carrier refused. */
    List<CarrierEvent> recordRefusal(CarrierException cause, OrderConfig config) {
        if (possiblyBought) {
            refusal = cause.failure();
            unknownOutcome.start(now());
            return scheduleLookup(cause, config);
        }
        return confirmRefusal(cause.failure(), cause.getMessage(), config);
    }

    /**
     * The look-up did not come to a result. One that nobody carried out is none of those that the order has, but it is not put
     * off for longer than they would take; what the carrier decides later is asked for as long as that takes.
     *
     * @param wait what to put it off by
     */
    List<CarrierEvent> recordLookupFailure(CarrierException cause, Duration wait, OrderConfig config) {
        if (state() != JobState.PENDING && !UnknownOutcome.isLookupSkipped(cause)) {
            return scheduleLookup(cause, config);
        }
        if (state() != JobState.PENDING && unknownOutcome.isExpired(config.lookupBackoff(), now())) {
            return giveUpLookups(cause);
        }
        postpone(wait, cause);
        return List.of();
    }

    /**
     * The candidate is ours, but not by this order: by another one, if the reference is one of ours. Any other name somebody
     * may have given to what this order bought.
     */
    List<CarrierEvent> recordForeignReference(String reference, OrderConfig config) {
        if (possiblyBought && !Ids.isId(reference)) {
            return escalate("OTHER_REFERENCE", "The carrier holds the number for us under a name that no order has");
        }
        return confirmRefusal(CarrierFailure.NUMBER_UNAVAILABLE, "The account holds the number already", config);
    }

    /** Whether a look-up that found nothing may be believed. */
    boolean isLookupConclusive(OrderConfig config) {
        return unknownOutcome.remainingLookupDelay(now(), config.lookupDelay()).isZero();
    }

    void scheduleConclusiveLookup(OrderConfig config) {
        markUnknown(unknownOutcome.remainingLookupDelay(now(), config.lookupDelay()), null);
    }

    /** Nothing was bought. Empty: the purchase is to be repeated; otherwise the refusal stands, or it is too late. */
    Optional<List<CarrierEvent>> concludeNotBought(OrderConfig config) {
        if (refusal == null) {
            return isStale(config) ? Optional.of(confirmRefusal(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE, config))
                    : Optional.empty();
        }
        return Optional.of(confirmRefusal(refusal, "Refused, and a look-up found nothing bought", config));
    }

    /** Nobody waits for the number any more: whoever ordered it was told nothing for too long. */
    boolean isStale(OrderConfig config) {
        return age().compareTo(config.giveUpAfter()) > 0;
    }

    /** Stale before anything was sent. */
    List<CarrierEvent> failStale(OrderConfig config) {
        return recordRefusal(new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE), config);
    }

    private List<CarrierEvent> confirmRefusal(CarrierFailure failure, String detail, OrderConfig config) {
        candidatesTried++;
        possiblyBought = false;
        refusal = null;
        if (failure == CarrierFailure.NUMBER_UNAVAILABLE && request.isForAnyNumber() && candidatesTried < config.candidates()) {
            candidate = null;
            scheduleRetry(Duration.ZERO, null);
            return List.of();
        }
        return mayFailOver(failure, config) ? failOver(new CarrierException(failure, detail))
                : fail(failure, detail);
    }

    /** When no further carrier could be chosen, why the last one sold nothing says more than that. */
    List<CarrierEvent> fail(CarrierFailure failure, String detail) {
        FailedAttempts failed = failover.attempts();
        boolean exhausted = carrier() == null && !failed.isEmpty();
        String code = exhausted ? failed.last().code() : failure.name();
        markFailed(code, exhausted ? "No further carrier sells it" : detail);
        return exhausted ? requester.orderFailed(this, failed.last().carrier(), failed.allButLast())
                : requester.orderFailed(this, carrier(), failed.attempts());
    }

    private List<CarrierEvent> scheduleLookup(CarrierException cause, OrderConfig config) {
        Optional<Duration> next = unknownOutcome.nextLookup(config.lookupBackoff());
        next.ifPresent(wait -> markUnknown(wait, cause));
        return next.isPresent() ? List.of() : giveUpLookups(cause);
    }

    private List<CarrierEvent> giveUpLookups(CarrierException cause) {
        return escalate(cause.failure().name(), "Whether the number was bought could not be found out");
    }

    private List<CarrierEvent> escalate(String failureCode, String detail) {
        markNeedsAttention(failureCode, detail);
        return requester.orderNeedsAttention(this);
    }
}
