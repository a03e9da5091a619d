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

import io.trunkline.carrier.routing.RoutingRequest;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.Ids;

/**
 * An order for one number, and its progress. The id is our reference at the carrier.
 * <p>
 * Each method that changes the state returns the events to publish with it. Two rules protect the money. While a purchase
 * of the candidate has an unknown outcome, a refusal or a give-up is not final before a look-up found nothing: the first
 * attempt may be the reason for the refusal of the second. Another carrier is used only if no outcome was ever unknown. A
 * purchase that was in doubt and not found leaves an obligation: a carrier's list may have been late.
 */
@Entity
@Table(name = "carrier_order")
@DynamicInsert
public class CarrierOrder extends ObligedOrder {

    private static final CarrierException OTHER_NUMBER = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The carrier answered with another number");
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
    /** How the carrier refused to repeat a purchase of unknown outcome. */
    @Enumerated(EnumType.STRING)
    private CarrierFailure refusal;
    @Column(name = "unknown_said")
    private boolean unknownPublished;
    private int candidatesTried;
    private int searches;
    @Column(name = "pending_looks")
    private int pendingLookups;

    private transient OrderPolicy policy;

    protected CarrierOrder() {
    }

    /** Of a command that may name no carrier. */
    public CarrierOrder(OrderNumber command, OrderConfig defaults) {
        super(command.orderId(), command.carrier());
        failover = new Failover(command.carrier() == null);
        requester = new OrderRequester(command);
        request = new NumberRequest(command, defaults);
    }

    /** To be set before a claimed order is processed. */
    void setPolicy(OrderPolicy newPolicy) {
        policy = newPolicy;
        setLookupPolicy(newPolicy.lookups());
        setDelays(newPolicy.attentionLookupInterval(), newPolicy.recheckAfter());
    }

    /** The number to buy next, when it is known. */
    public Optional<String> candidate() {
        return Optional.ofNullable(candidate != null ? candidate : request.e164());
    }

    public RoutingRequest routingRequest() {
        return new RoutingRequest(request.country(), request.numberType(), requester.workspaceId());
    }

    OrderRequester requester() {
        return requester;
    }

    NumberRequest request() {
        return request;
    }

    Failover failover() {
        return failover;
    }

    /** The order's carrier from now on. */
    void assignTo(String carrier) {
        assignCarrier(carrier);
        searches = 0;
        candidatesTried = 0;
    }

    /** @param quotedCost the carrier's quote for this number */
    Purchase purchase(String e164, Optional<Cost> quotedCost) {
        return new Purchase(id(), carrier(), requester.workspaceId(), request.country(), request.numberType(), quotedCost);
    }

    /** To be saved before the purchase is sent. */
    void submit(String e164) {
        candidate = e164;
        markSubmitting();
    }

    /** Other orders of ours are buying the candidate, or all numbers that were found. */
    List<CarrierEvent> dropCandidate(CarrierException cause, Duration wait) {
        candidate = null;
        searches++;
        if (!request.isForAnyNumber() || searches >= policy.maxSearches()) {
            return fail(cause.failure(), cause.getMessage());
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The carrier holds the assigned number under our reference, and it is what was ordered. */
    List<CarrierEvent> complete(OwnedNumber number) {
        if (possiblyBought && !number.e164().equals(candidate)) {
            recheckLater(candidate);
        }
        candidate = number.e164();
        possiblyBought = false;
        markSucceeded();
        return requester.numberOrdered(this, number, now());
    }

    /**
     * The carrier answered the purchase of the candidate with another number. It is kept until a look-up shows which one was
     * bought. Without our reference it may be a number that we had before: then a person must decide.
     */
    List<CarrierEvent> recordOtherNumber(OwnedNumber number) {
        keep(number);
        if (!reference().equals(number.reference())) {
            possiblyBought = true;
            return escalate("OTHER_NUMBER_SOLD", "The carrier answered with another number, which has another reference");
        }
        List<CarrierEvent> events = recordUnknownOutcome(OTHER_NUMBER);
        refusal = CarrierFailure.NUMBER_UNAVAILABLE;
        return events;
    }

    /** The other number was given back. A carrier that sells other numbers than ordered is not tried again. */
    List<CarrierEvent> concludeGivenBack() {
        recheckLater(candidate);
        return fail(CarrierFailure.NUMBER_UNAVAILABLE, "The carrier sold another number, which was given back");
    }

    /** The carrier has accepted the purchase and decides later. */
    List<CarrierEvent> awaitDecision() {
        possiblyBought = false;
        markPending(policy.pendingDelay(pendingLookups));
        pendingLookups++;
        return List.of();
    }

    /** The carrier rejected a purchase that it had accepted. */
    List<CarrierEvent> recordRejection(CarrierFailure failure) {
        return confirmRefusal(failure, "The carrier decided against it");
    }

    /** The purchase may have been carried out. */
    List<CarrierEvent> recordUnknownOutcome(CarrierException cause) {
        possiblyBought = true;
        refusal = null;
        startUnknownOutcome();
        List<CarrierEvent> events = scheduleLookup(cause);
        if (unknownPublished || needsAttention()) {
            return events;
        }
        unknownPublished = true;
        return requester.orderUnknown(this);
    }

    /** The carrier did not process the request: it is retried until the order is stale, or at another carrier. */
    List<CarrierEvent> retryLater(CarrierException cause, Duration wait) {
        if (isStale()) {
            return recordRefusal(cause);
        }
        if (failover.countUnavailable(cause.failure(), policy.failoverAfter()) && mayFailOver(cause.failure())) {
            return failOver(cause);
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The carrier refused. */
    List<CarrierEvent> recordRefusal(CarrierException cause) {
        if (possiblyBought) {
            refusal = cause.failure();
            startUnknownOutcome();
            return scheduleLookup(cause);
        }
        return confirmRefusal(cause.failure(), cause.getMessage());
    }

    /**
     * The account holds the candidate under another reference: that of another order, or, if it is no id of ours, a name
     * that was given to the number after this order bought it.
     */
    List<CarrierEvent> recordForeignReference(String reference) {
        if (possiblyBought && !Ids.isId(reference)) {
            return escalate("OTHER_REFERENCE", "The carrier holds the number for us under a name that no order has");
        }
        return confirmRefusal(CarrierFailure.NUMBER_UNAVAILABLE, "The account holds the number already");
    }

    /**
     * A conclusive look-up found nothing. Empty: the purchase is repeated. Otherwise the refusal is final, or the order stale.
     */
    Optional<List<CarrierEvent>> concludeNotBought() {
        if (refusal != null) {
            return Optional.of(confirmRefusal(refusal, "Refused, and a look-up found nothing bought"));
        }
        return isStale() ? Optional.of(confirmRefusal(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE)) : Optional.empty();
    }

    /** The order is stale and no purchase was sent. */
    List<CarrierEvent> failStale() {
        return recordRefusal(new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE));
    }

    /** When no further carrier is left, the failure of the last one is published, because it explains more. */
    List<CarrierEvent> fail(CarrierFailure failure, String detail) {
        FailedAttempts failed = failover.attempts();
        if (carrier() == null && !failed.isEmpty()) {
            markFailed(failed.last().code(), "No further carrier sells it");
            return requester.orderFailed(this, failed.last().carrier(), failed.allButLast());
        }
        markFailed(failure.name(), detail);
        return requester.orderFailed(this, carrier(), failed.attempts());
    }

    /** Nothing was bought, as far as it is known: the next candidate, the next carrier, or the end. */
    private List<CarrierEvent> confirmRefusal(CarrierFailure failure, String detail) {
        candidatesTried++;
        if (possiblyBought) {
            recheckLater(candidate);
        }
        possiblyBought = false;
        refusal = null;
        if (failure == CarrierFailure.NUMBER_UNAVAILABLE && request.isForAnyNumber()
                && candidatesTried < policy.maxCandidates()) {
            candidate = null;
            scheduleRetry(Duration.ZERO, null);
            return List.of();
        }
        return mayFailOver(failure) ? failOver(new CarrierException(failure, detail)) : fail(failure, detail);
    }

    /** Only while it is certain that this carrier sold nothing: no purchase of this order was ever unknown or pending. */
    private boolean mayFailOver(CarrierFailure failure) {
        return carrier() != null && failover.isPossible(failure, carrier(), policy.accounts()) && !unknownPublished
                && pendingLookups == 0 && !isStale();
    }

    private List<CarrierEvent> failOver(CarrierException cause) {
        failover.recordFailure(carrier(), cause.failure());
        assignCarrier(null);
        candidate = null;
        scheduleRetry(Duration.ZERO, cause);
        return List.of();
    }

    @Override
    protected List<CarrierEvent> giveUpLookups(CarrierException cause) {
        return escalate(cause.failure().name(), "Whether the number was bought could not be found out");
    }

    /** A number that appears later is given back. */
    @Override
    protected List<CarrierEvent> giveUp() {
        recheckLater(candidate);
        return fail(CarrierFailure.CARRIER_UNAVAILABLE, "Whether it was bought could not be found out; an operator gave it up");
    }

    @Override
    protected CarrierEvent needsAttentionEvent() {
        return requester.orderNeedsAttention(this);
    }
}
