package io.trunkline.carrier.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.trunkline.carrier.account.AccountStatus;
import io.trunkline.carrier.pricing.ObservedCost;
import io.trunkline.carrier.spend.SpendReport;
import io.trunkline.events.NumberType;

/**
 * One account. Breaker, calls and errors are those of the instance that answers; the rest is shared by all instances.
 *
 * @param carrier the account's name; that of the main account is the carrier's
 * @param purchases whether operators allow purchases here
 * @param spend at this account; for the main account at all accounts of the carrier
 */
record CarrierView(String carrier, boolean configured, List<String> capabilities, String health, boolean purchases,
        Breaker breaker, RateLimit rateLimit, Money spend, List<ObservedPrice> costs, List<FailureCount> errors) {

    /** @param retryAfterMillis until the first probe; 0 unless the breaker is open */
    record Breaker(String state, long retryAfterMillis) {
    }

    /**
     * @param nextCallInMillis more than a few only while many calls wait or the account is paused; null when the database
     *        cannot be read
     */
    record RateLimit(int callsPerSecond, int callsLastMinute, Long nextCallInMillis) {
    }

    /**
     * @param day UTC
     * @param capCents null for none
     */
    record Money(LocalDate day, long cents, Long capCents, String currency) {

        static Money of(LocalDate day, long cents, Optional<Long> cap) {
            return new Money(day, cents, cap.orElse(null), "USD");
        }
    }

    /**
     * The monthly cost of a number that the carrier returned.
     *
     * @param cents minor units of the currency
     */
    record ObservedPrice(String country, NumberType numberType, long cents, String currency, Instant seenAt) {

        static ObservedPrice of(ObservedCost observed) {
            return new ObservedPrice(observed.country(), observed.numberType(), observed.cost().minorUnits(),
                    observed.cost().currency(),
                    observed.seenAt());
        }
    }

    record FailureCount(String code, long count, Instant lastAt) {
    }

    /**
     * @param purchases whether operators allow purchases at all
     * @param spend over all carriers
     */
    record All(boolean purchases, Money spend, List<CarrierView> carriers) {

        static All of(List<AccountStatus> statuses, SpendReport spend, List<ObservedCost> costs) {
            return new All(!spend.allStopped(), Money.of(spend.day(), spend.total(), spend.cap()),
                    statuses.stream().map(status -> CarrierView.of(status, spend, costs)).toList());
        }
    }

    static CarrierView of(AccountStatus status, SpendReport spend, List<ObservedCost> costs) {
        return new CarrierView(status.carrier(), status.configured(),
                status.capabilities().stream().sorted().map(capability -> lowerCase(capability.name())).toList(),
                lowerCase(status.health().name()), spend.allowsPurchasesAt(status.carrier()),
                new Breaker(lowerCase(status.breaker()), status.untilProbe().toMillis()),
                new RateLimit(status.callsPerSecond(), status.callsLastMinute(),
                        Optional.ofNullable(status.untilNextPermit()).map(Duration::toMillis).orElse(null)),
                Money.of(spend.day(), spend.spentAt(status.carrier()), spend.capAt(status.carrier())),
                costs.stream().filter(observed -> observed.carrier().equals(status.carrier())).map(ObservedPrice::of).toList(),
                status.failures().stream().map(error -> new FailureCount(error.code().name(), error.count(), error.lastAt()))
                        .toList());
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
