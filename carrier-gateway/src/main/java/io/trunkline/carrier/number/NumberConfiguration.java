package io.trunkline.carrier.number;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;

/** Sets the webhooks of one number. The call is idempotent, so every transient failure is retried. */
@Entity
@Table(name = "number_configuration")
@DynamicInsert
public class NumberConfiguration extends Job {

    private UUID operationId;
    private String workspaceId;
    private String e164;
    private String carrierNumberId;

    protected NumberConfiguration() {
    }

    /** @param carrier used when the command names no carrier */
    public NumberConfiguration(ConfigureNumber command, String carrier) {
        super(command.commandId(), command.carrier() == null ? carrier : command.carrier());
        operationId = command.operationId();
        workspaceId = command.workspaceId();
        e164 = command.e164();
        carrierNumberId = command.carrierNumberId();
    }

    String e164() {
        return e164;
    }

    /** Null: it is looked up by number. */
    String carrierNumberId() {
        return carrierNumberId;
    }

    List<CarrierEvent> complete(OwnedNumber number) {
        carrierNumberId = number.carrierNumberId();
        markSucceeded();
        return List.of(new NumberConfigured(id(), operationId, workspaceId, e164, carrier(), number.carrierAccount(),
                carrierNumberId, now()));
    }

    List<CarrierEvent> retryLater(CarrierException cause, Duration wait, Duration giveUpAfter) {
        if (age().compareTo(giveUpAfter) > 0) {
            return fail(cause.failure().name(), cause.getMessage());
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    List<CarrierEvent> fail(String code, String detail) {
        markFailed(code, detail);
        return List.of(new NumberConfigurationFailed(id(), operationId, workspaceId, e164, carrier(), code, detail));
    }
}
