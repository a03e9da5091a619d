package io.trunkline.carrier.order;

import java.util.List;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;

import io.trunkline.carrier.spi.CarrierFailure;

/** Whether an order may ask another carrier, and which ones it asked in vain. */
@Embeddable
class Failover {

    /** Whether the command named no carrier. */
    private boolean chosen;
    @Convert(converter = FailedAttempts.Column.class)
    private FailedAttempts tried = FailedAttempts.NONE;
    /** How often the present carrier did not process a call. */
    private int tries;
    /** How often it may be unavailable; 0: there is no other one. */
    private transient int most;

    protected Failover() {
        // Hibernate's
    }

    Failover(boolean chosen) {
        this.chosen = chosen;
    }

    FailedAttempts tried() {
        return tried;
    }

    List<String> carriersTried() {
        return tried.carriers();
    }

    /** @param mostTries how often the present carrier may be unavailable; 0: there is no other one */
    void after(int mostTries) {
        most = mostTries;
    }

    boolean areThereFor(CarrierFailure because) {
        return chosen && most > 0 && because.allowsFailover();
    }

    /** The present carrier did not process a call; too many calls, of ours or of everybody's, are no reason to leave it. */
    boolean isTriedEnough(CarrierFailure because) {
        if (because != CarrierFailure.CARRIER_UNAVAILABLE) {
            return false;
        }
        tries++;
        return tries >= most;
    }

    void leave(String carrier, CarrierFailure because) {
        tried = tried.and(carrier, because);
        tries = 0;
    }
}
