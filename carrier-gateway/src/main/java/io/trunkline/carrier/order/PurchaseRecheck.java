package io.trunkline.carrier.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.Ids;

/**
 * The obligation that an order leaves when a purchase was in doubt and its look-ups found nothing: a carrier's list may have
 * been late, or the request may have reached the carrier late. The purchase is looked up again, and a number that appears is
 * given back.
 */
@Entity
@Table(name = "purchase_recheck")
@DynamicInsert
public class PurchaseRecheck extends Job {

    private UUID orderId;
    /** The number that may have been bought; for operators. */
    private String e164;
    /** Look-ups that were made. */
    private int rechecks;

    protected PurchaseRecheck() {
    }

    PurchaseRecheck(UUID orderId, String carrier, String e164, Instant firstAt) {
        super(Ids.of("purchase-recheck", orderId, e164), carrier, firstAt);
        this.orderId = orderId;
        this.e164 = e164;
    }

    UUID orderId() {
        return orderId;
    }

    /** Our reference at the carrier. */
    String reference() {
        return orderId.toString();
    }

    /** The look-up showed nothing, or the number is being given back: the next one, or the end. */
    List<CarrierEvent> scheduleNext(List<Duration> delays) {
        rechecks++;
        if (rechecks >= delays.size()) {
            markSucceeded();
        } else {
            scheduleRetry(delays.get(rechecks).minus(delays.get(rechecks - 1)), null);
        }
        return List.of();
    }

    /** The look-up could not be made, or the order is not closed: it does not count. */
    List<CarrierEvent> retryLater(CarrierException cause, Duration wait) {
        postpone(wait, cause);
        return List.of();
    }
}
