package io.trunkline.carrier.number;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;

/** Sets the webhooks of numbers. */
@ApplicationScoped
class ConfigurationHandler implements JobHandler<NumberConfiguration> {

    private static final String NOT_OWNED = "NUMBER_NOT_OWNED";

    private final AccountRegistry accounts;
    private final WebhookUrls webhooks;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final Duration giveUpAfter;

    /** @param giveUpAfter age at which a configuration that keeps failing is reported as failed */
    ConfigurationHandler(AccountRegistry accounts, WebhookUrls webhooks, JobRepository jobs, Backoff backoff,
            @ConfigProperty(name = "trunkline.configurations.give-up-after", defaultValue = "24h") Duration giveUpAfter) {
        this.accounts = accounts;
        this.webhooks = webhooks;
        this.jobs = jobs;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
    }

    @Override
    public Class<NumberConfiguration> jobClass() {
        return NumberConfiguration.class;
    }

    @Override
    public Uni<Void> handle(NumberConfiguration job) {
        return accounts.forJob(job)
                .flatMap(carrier -> numberId(job, carrier)
                        .flatMap(id -> carrier.configure(id, webhooks.of(carrier.name()))))
                .map(number -> conclude(job, number))
                .onFailure(CarrierException.class).recoverWithItem(failure -> handleFailure(job, failure))
                .flatMap(events -> jobs.saveAndRelease(job, events));
    }

    private static Uni<String> numberId(NumberConfiguration job, Carrier carrier) {
        if (job.carrierNumberId() != null) {
            return Uni.createFrom().item(job.carrierNumberId());
        }
        return carrier.findByE164(job.e164()).map(found -> found.map(OwnedNumber::carrierNumberId).orElseThrow(
                () -> new CarrierException(CarrierFailure.NOT_FOUND, "The account does not hold the number")));
    }

    private static List<CarrierEvent> conclude(NumberConfiguration job, OwnedNumber number) {
        return number.e164().equals(job.e164()) ? job.complete(number)
                : job.fail(NOT_OWNED, "The carrier's id is that of another number");
    }

    private List<CarrierEvent> handleFailure(NumberConfiguration job, CarrierException failure) {
        if (failure.failure() == CarrierFailure.NOT_FOUND) {
            return job.fail(NOT_OWNED, failure.getMessage());
        }
        boolean refused = failure.kind() == CarrierFailure.Kind.REFUSED && !failure.isUnsent() && !failure.isAccountWide();
        return refused ? job.fail(failure.failure().name(), failure.getMessage())
                : job.retryLater(failure, backoff.delayFor(failure, job), giveUpAfter);
    }
}
