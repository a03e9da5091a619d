package io.trunkline.carrier.release;

import java.time.Duration;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;

/** One number to be given back: an obligation, since it is paid for until the carrier confirms. There is no giving up. */
@Entity
@Table(name = "number_release")
@DynamicInsert
public class NumberRelease extends Job {

    private String e164;
    private String carrierNumberId;

    protected NumberRelease() {
    }

    /** @param carrier used when the command names none */
    public NumberRelease(ReleaseCarrierNumber command, String carrier) {
        super(command.commandId(), command.carrier() == null ? carrier : command.carrier());
        e164 = command.e164();
        carrierNumberId = command.carrierNumberId();
    }

    String e164() {
        return e164;
    }

    /** Null: to be looked up. */
    String carrierNumberId() {
        return carrierNumberId;
    }

    void found(OwnedNumber number) {
        carrierNumberId = number.carrierNumberId();
    }

    List<CarrierEvent> released() {
        succeeded();
        return List.of(new CarrierNumberReleased(id(), e164, carrier(), now()));
    }

    List<CarrierEvent> notReleased(CarrierException because, Duration wait) {
        waiting(wait, because);
        return List.of();
    }
}
