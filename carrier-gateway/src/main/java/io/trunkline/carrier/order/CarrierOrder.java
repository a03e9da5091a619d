package io.trunkline.carrier.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.kit.number.PhoneNumbers;

/**
 * One number to be bought, and how far that got. The id is our reference at the carrier.
 * <p>
 * Each method that changes the state returns the news to be said with it. What protects the money: while a purchase of the
 * candidate is in doubt, neither a refusal nor a give-up is final before a look-up found nothing, because the first try may
 * be the very reason why the second was refused.
 */
@Entity
@Table(name = "carrier_order")
@DynamicInsert
public class CarrierOrder extends Job {

    private static final String TOO_LATE = "It could not be bought in time";

    private UUID operationId;
    @Enumerated(EnumType.STRING)
    private OrderPurpose purpose;
    private String workspaceId;
    private String workspaceName;
    private String slot;
    /** The one number wanted, or null: any that fits. */
    private String wanted;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;
    /** The number that is, may be, or is about to be bought. */
    private String candidate;
    /** An earlier purchase of the candidate may have been carried out. */
    private boolean inDoubt;
    /** How the carrier refused to repeat a purchase in doubt. */
    @Enumerated(EnumType.STRING)
    private CarrierFailure refusal;
    private Instant doubtedAt;
    private boolean unknownSaid;
    private int candidatesTried;
    private int searches;
    private int lookups;
    private int pendingLooks;
    private String carrierNumberId;
    private String carrierAccount;

    protected CarrierOrder() {
    }

    /** @param carrier used when the command names none */
    public CarrierOrder(OrderNumber command, String carrier, OrderConfig defaults) {
        super(command.orderId(), command.carrier() == null ? carrier : command.carrier());
        operationId = command.operationId();
        purpose = command.purpose();
        workspaceId = command.workspaceId();
        workspaceName = command.workspaceName();
        slot = command.slot();
        wanted = command.e164();
        var criteria = Optional.ofNullable(command.criteria());
        country = criteria.map(c -> c.country()).orElse(defaults.defaultCountry());
        numberType = criteria.map(c -> c.numberType()).orElse(defaults.defaultType());
        areaCode = criteria.map(c -> c.areaCode()).orElse(null);
    }

    String reference() {
        return id().toString();
    }

    /** The number to buy next, when it is known. */
    Optional<String> candidate() {
        return Optional.ofNullable(candidate != null ? candidate : wanted);
    }

    NumberSearch search(int sample) {
        return new NumberSearch(country, numberType, areaCode, sample);
    }

    Purchase purchase() {
        var described = candidate().flatMap(PhoneNumbers::describe);
        return new Purchase(id(), carrier(), workspaceId, described.map(d -> d.country()).orElse(country),
                described.map(d -> d.numberType()).orElse(numberType));
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
        if (wanted != null || searches >= config.searches()) {
            return failedWith(because.failure(), because.getMessage());
        }
        waiting(wait, because);
        return List.of();
    }

    /** The carrier sold it, or holds it for us with our reference. */
    List<CarrierEvent> placed(OwnedNumber number) {
        if (wanted != null && !wanted.equals(number.e164())) {
            candidate = number.e164();
            carrierNumberId = number.carrierNumberId();
            needsAttention("OTHER_NUMBER_SOLD", "The carrier holds another number under this order's reference");
            return List.of();
        }
        candidate = number.e164();
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
        inDoubt = false;
        succeeded();
        var described = PhoneNumbers.describe(candidate);
        return List.of(new NumberOrdered(id(), operationId, purpose, workspaceId, workspaceName, slot, candidate,
                described.map(d -> d.numberType()).orElse(numberType), described.map(d -> d.country()).orElse(country),
                carrier(), carrierAccount, carrierNumberId, number.capabilities(),
                number.ownedSince() == null ? now() : number.ownedSince()));
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
        doubtedAt = now();
        lookLater(because, config);
        if (unknownSaid) {
            return List.of();
        }
        unknownSaid = true;
        return List.of(new NumberOrderUnknown(id(), operationId, purpose, workspaceId, candidate, carrier()));
    }

    /** The carrier did not process the request: the same again later, but not for ever. */
    List<CarrierEvent> notProcessed(CarrierException because, Duration wait, OrderConfig config) {
        if (isStale(config)) {
            return refused(because, config);
        }
        waiting(wait, because);
        return List.of();
    }

    /** The carrier refused the purchase. */
    List<CarrierEvent> refused(CarrierException because, OrderConfig config) {
        if (inDoubt) {
            refusal = because.failure();
            doubtedAt = now();
            lookLater(because, config);
            return List.of();
        }
        return refusedForSure(because.failure(), because.getMessage(), config);
    }

    /** The look-up did not come to a result. */
    List<CarrierEvent> lookupFailed(CarrierException because, OrderConfig config) {
        lookLater(because, config);
        return List.of();
    }

    /** The candidate is ours, but not by this order. */
    List<CarrierEvent> ownedOtherwise(OrderConfig config) {
        return refusedForSure(CarrierFailure.NUMBER_UNAVAILABLE, "The account holds the number already", config);
    }

    /** Whether a look-up that found nothing may be believed. */
    boolean settled(OrderConfig config) {
        return doubtedAt == null || !now().isBefore(doubtedAt.plus(config.settle()));
    }

    void lookWhenSettled(OrderConfig config) {
        unknown(Duration.between(now(), doubtedAt.plus(config.settle())), null);
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
        if (failure == CarrierFailure.NUMBER_UNAVAILABLE && wanted == null && candidatesTried < config.candidates()) {
            candidate = null;
            waiting(Duration.ZERO, null);
            return List.of();
        }
        return failedWith(failure, detail);
    }

    private List<CarrierEvent> failedWith(CarrierFailure failure, String detail) {
        return failedWith(failure.name(), detail);
    }

    List<CarrierEvent> failedWith(String failureCode, String detail) {
        failed(failureCode, detail);
        return List.of(new NumberOrderFailed(id(), operationId, purpose, workspaceId, candidate().orElse(null), carrier(),
                failureCode, detail));
    }

    private void lookLater(CarrierException because, OrderConfig config) {
        if (lookups >= config.lookupBackoff().size()) {
            needsAttention(because.failure().name(), "Whether the number was bought could not be found out");
            return;
        }
        unknown(config.lookupBackoff().get(lookups), because);
        lookups++;
    }

    boolean isStuck() {
        return state() == JobState.NEEDS_ATTENTION;
    }
}
