package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    private OrderRequester buyer;
    @Embedded
    private NumberRequest wish;
    @Embedded
    private Failover alternatives;
    /** The number that is, may be, or is about to be bought. */
    private String candidate;
    /** An earlier purchase of the candidate may have been carried out. */
    private boolean inDoubt;
    /** How the carrier refused to repeat a purchase in doubt. */
    @Enumerated(EnumType.STRING)
    private CarrierFailure refusal;
    @Embedded
    private UnknownOutcome doubt = new UnknownOutcome();
    private boolean unknownSaid;
    private int candidatesTried;
    private int searches;
    private int pendingLooks;
    private String carrierNumberId;
    private String carrierAccount;

    protected CarrierOrder() {
    }

    /** Of a command that may name no carrier. */
    public CarrierOrder(OrderNumber command, OrderConfig defaults) {
        super(command.orderId(), command.carrier());
        alternatives = new Failover(command.carrier() == null);
        buyer = new OrderRequester(command);
        wish = new NumberRequest(command, defaults);
    }

    String reference() {
        return id().toString();
    }

    /** The number to buy next, when it is known. */
    Optional<String> candidate() {
        return Optional.ofNullable(candidate != null ? candidate : wish.wanted());
    }

    RoutingRequest demand() {
        return new RoutingRequest(wish.country(), wish.numberType(), buyer.workspaceId());
    }

    NumberRequest wish() {
        return wish;
    }

    Failover alternatives() {
        return alternatives;
    }

    /** To ask this carrier from now on. */
    void chose(String carrier) {
        goTo(carrier);
        searches = 0;
        candidatesTried = 0;
    }

    /**
     * Another carrier may be asked only if it is beyond doubt that this one sold nothing: as long as no purchase of this order
     * was ever in doubt, or taken to be decided later.
     */
    private boolean mayMoveOn(CarrierFailure because, OrderConfig config) {
        return alternatives.areThereFor(because) && carrier() != null && !unknownSaid && pendingLooks == 0
                && !isStale(config);
    }

    private List<CarrierEvent> moveOn(CarrierException because) {
        alternatives.leave(carrier(), because.failure());
        goTo(null);
        candidate = null;
        waiting(Duration.ZERO, because);
        return List.of();
    }

    OrderRequester buyer() {
        return buyer;
    }

    /** @param said what the carrier says that this very number costs */
    Purchase purchase(String e164, Optional<Cost> said) {
        var described = PhoneNumbers.describe(e164);
        return new Purchase(id(), carrier(), buyer.workspaceId(), described.map(d -> d.country()).orElse(wish.country()),
                described.map(d -> d.numberType()).orElse(wish.numberType()), said);
    }

    /** To be saved before the purchase is sent. */
    void submit(String e164) {
        candidate = e164;
        submitting();
    }

    /** The number to be submitted, or every one that was found, is being bought by other orders of ours. */
    List<CarrierEvent> candidateTaken(CarrierException because, Duration wait, OrderConfig config) {
        candidate = null;
        searches++;
        if (!wish.isForAny() || searches >= config.searches()) {
            return failedWith(because.failure(), because.getMessage());
        }
        waiting(wait, because);
        return List.of();
    }

    /** The carrier sold it, or holds it for us with our reference. */
    List<CarrierEvent> placed(OwnedNumber number) {
        if (!wish.isForAny() && !wish.wanted().equals(number.e164())) {
            candidate = number.e164();
            carrierNumberId = number.carrierNumberId();
            return stuck("OTHER_NUMBER_SOLD", "The carrier holds another number under this order's reference");
        }
        candidate = number.e164();
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
        inDoubt = false;
        succeeded();
        return buyer.ordered(this, number, now());
    }

    /** The carrier took the purchase and decides later. */
    List<CarrierEvent> undecided(OrderConfig config) {
        inDoubt = false;
        List<Duration> waits = config.pendingBackoff();
        pending(waits.get(Math.min(pendingLooks, waits.size() - 1)));
        pendingLooks++;
        return List.of();
    }

    /** The carrier decided against it. */
    List<CarrierEvent> notSold(CarrierFailure why, OrderConfig config) {
        return refusedForSure(why, "The carrier decided against it", config);
    }

    /** The purchase may or may not have been carried out. */
    List<CarrierEvent> doubted(CarrierException because, OrderConfig config) {
        inDoubt = true;
        refusal = null;
        doubt.beginsAt(now());
        List<CarrierEvent> news = lookLater(because, config);
        if (unknownSaid || isStuck()) {
            return news;
        }
        unknownSaid = true;
        return buyer.unknown(this);
    }

    /** The carrier did not process the request: the same again later, but not for ever. */
    List<CarrierEvent> notProcessed(CarrierException because, Duration wait, OrderConfig config) {
        if (isStale(config)) {
            return refused(because, config);
        }
        if (alternatives.isTriedEnough(because.failure()) && mayMoveOn(because.failure(), config)) {
            return moveOn(because);
        }
        waiting(wait, because);
        return List.of();
    }

    /** The carrier refused. */
    List<CarrierEvent> refused(CarrierException because, OrderConfig config) {
        if (inDoubt) {
            refusal = because.failure();
            doubt.beginsAt(now());
            return lookLater(because, config);
        }
        return refusedForSure(because.failure(), because.getMessage(), config);
    }

    /**
     * The look-up did not come to a result. One that nobody carried out is none of those that the order has, but it is not put
     * off for longer than they would take; what the carrier decides later is asked for as long as that takes.
     *
     * @param wait what to put it off by
     */
    List<CarrierEvent> lookupFailed(CarrierException because, Duration wait, OrderConfig config) {
        if (state() != JobState.PENDING && !UnknownOutcome.wasNotLookedUp(because)) {
            return lookLater(because, config);
        }
        if (state() != JobState.PENDING && doubt.isOlderThan(config.lookupBackoff(), now())) {
            return neverFoundOut(because);
        }
        putOff(wait, because);
        return List.of();
    }

    /**
     * The candidate is ours, but not by this order: by another one, if the reference is one of ours. Any other name somebody
     * may have given to what this order bought.
     */
    List<CarrierEvent> ownedOtherwise(String reference, OrderConfig config) {
        if (inDoubt && !Ids.isId(reference)) {
            return stuck("OTHER_REFERENCE", "The carrier holds the number for us under a name that no order has");
        }
        return refusedForSure(CarrierFailure.NUMBER_UNAVAILABLE, "The account holds the number already", config);
    }

    /** Whether a look-up that found nothing may be believed. */
    boolean settled(OrderConfig config) {
        return doubt.untilSettled(now(), config.settle()).isZero();
    }

    void lookWhenSettled(OrderConfig config) {
        unknown(doubt.untilSettled(now(), config.settle()), null);
    }

    /** Nothing was bought. Empty: the purchase is to be repeated; otherwise the refusal stands, or it is too late. */
    Optional<List<CarrierEvent>> notBought(OrderConfig config) {
        if (refusal == null) {
            return isStale(config) ? Optional.of(refusedForSure(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE, config))
                    : Optional.empty();
        }
        return Optional.of(refusedForSure(refusal, "Refused, and a look-up found nothing bought", config));
    }

    /** Nobody waits for the number any more: whoever ordered it was told nothing for too long. */
    boolean isStale(OrderConfig config) {
        return age().compareTo(config.giveUpAfter()) > 0;
    }

    /** Stale before anything was sent. */
    List<CarrierEvent> tooLate(OrderConfig config) {
        return refused(new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, TOO_LATE), config);
    }

    private List<CarrierEvent> refusedForSure(CarrierFailure failure, String detail, OrderConfig config) {
        candidatesTried++;
        inDoubt = false;
        refusal = null;
        if (failure == CarrierFailure.NUMBER_UNAVAILABLE && wish.isForAny() && candidatesTried < config.candidates()) {
            candidate = null;
            waiting(Duration.ZERO, null);
            return List.of();
        }
        return mayMoveOn(failure, config) ? moveOn(new CarrierException(failure, detail))
                : failedWith(failure, detail);
    }

    /** When no further carrier could be chosen, why the last one sold nothing says more than that. */
    List<CarrierEvent> failedWith(CarrierFailure failure, String detail) {
        FailedAttempts tried = alternatives.tried();
        boolean exhausted = carrier() == null && !tried.isEmpty();
        String code = exhausted ? tried.last().code() : failure.name();
        failed(code, exhausted ? "No further carrier sells it" : detail);
        return exhausted ? buyer.failed(this, tried.last().carrier(), tried.before())
                : buyer.failed(this, carrier(), tried.attempts());
    }

    private List<CarrierEvent> lookLater(CarrierException because, OrderConfig config) {
        Optional<Duration> next = doubt.nextLookUp(config.lookupBackoff());
        next.ifPresent(wait -> unknown(wait, because));
        return next.isPresent() ? List.of() : neverFoundOut(because);
    }

    private List<CarrierEvent> neverFoundOut(CarrierException because) {
        return stuck(because.failure().name(), "Whether the number was bought could not be found out");
    }

    private List<CarrierEvent> stuck(String why, String detail) {
        needsAttention(why, detail);
        return buyer.needsAttention(this);
    }

    boolean isStuck() {
        return state() == JobState.NEEDS_ATTENTION;
    }
}
