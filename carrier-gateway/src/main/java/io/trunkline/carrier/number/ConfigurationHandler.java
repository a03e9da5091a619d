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

    private final AccountRegistry carriers;
    private final WebhookUrls webhooks;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final Duration giveUpAfter;

    ConfigurationHandler(AccountRegistry carriers, WebhookUrls webhooks, JobRepository jobs, Backoff backoff,
            @ConfigProperty(name = "trunkline.configurations.give-up-after", defaultValue = "24h") Duration giveUpAfter) {
        this.carriers = carriers;
        this.webhooks = webhooks;
        this.jobs = jobs;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
    }

    @Override
    public Class<NumberConfiguration> kind() {
        return NumberConfiguration.class;
    }

    @Override
    public Uni<Void> work(NumberConfiguration job) {
        return carriers.forJob(job)
                .flatMap(carrier -> numberId(job, carrier)
                        .flatMap(id -> carrier.configure(id, webhooks.of(carrier.name()))))
                .map(number -> conclude(job, number))
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(job, failure))
                .flatMap(news -> jobs.done(job, news));
    }

    private static Uni<String> numberId(NumberConfiguration job, Carrier carrier) {
        if (job.carrierNumberId() != null) {
            return Uni.createFrom().item(job.carrierNumberId());
        }
        return carrier.findByE164(job.e164()).map(found -> found.map(OwnedNumber::carrierNumberId).orElseThrow(
                () -> new CarrierException(CarrierFailure.NOT_FOUND, "The account does not hold the number")));
    }

    private static List<CarrierEvent> conclude(NumberConfiguration job, OwnedNumber number) {
        return number.e164().equals(job.e164()) ? job.configured(number)
                : job.refused(NOT_OWNED, "The carrier's id is that of another number");
    }

    private List<CarrierEvent> conclude(NumberConfiguration job, CarrierException failure) {
        if (failure.failure() == CarrierFailure.NOT_FOUND) {
            return job.refused(NOT_OWNED, failure.getMessage());
        }
        boolean refused = failure.kind() == CarrierFailure.Kind.REFUSED && !failure.isUnsent() && !failure.concernsAccount();
        return refused ? job.refused(failure.failure().name(), failure.getMessage())
                : job.notConfigured(failure, backoff.after(failure, job), giveUpAfter);
    }
}
