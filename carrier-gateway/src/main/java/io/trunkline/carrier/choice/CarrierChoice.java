package io.trunkline.carrier.choice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.cost.CarrierCosts;
import io.trunkline.carrier.registry.Carriers;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.NumberType;

/**
 * Chooses carriers. Whoever sells the kind of number and may be used for its country is ranked: those that are well first, then
 * the cheapest for us (a cost that is not known comes last), then as configuration names them.
 */
@ApplicationScoped
public class CarrierChoice {

    /** More than one: the digits may stand elsewhere in another number. */
    private static final int SAMPLE = 10;

    private final Carriers carriers;
    private final CarrierCosts costs;
    private final ChoiceConfig config;

    CarrierChoice(Carriers carriers, CarrierCosts costs, ChoiceConfig config) {
        this.carriers = carriers;
        this.costs = costs;
        this.config = config;
    }

    /** Whether there is anybody to choose. */
    public boolean isAnyConfigured() {
        return config.carriers().stream().anyMatch(carriers.configured()::containsKey);
    }

    /** How often a carrier may be unavailable for an order before another one is asked. */
    public int tries() {
        return config.tries();
    }

    /**
     * Everybody who may be asked for such a number, best first.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public List<Carrier> rank(String country, NumberType type) {
        Map<String, Carrier> configured = carriers.configured();
        return config.carriers().stream().filter(configured::containsKey).map(configured::get)
                .filter(carrier -> carrier.capabilities().contains(Capability.of(type))
                        && allows(config.coverage(), carrier.name(), country, type)
                        && allows(config.compliance(), carrier.name(), country, type))
                .sorted(Comparator.comparing((Carrier carrier) -> !carriers.isHealthy(carrier.name()))
                        .thenComparing(carrier -> costs.of(carrier.name(), country, type).orElse(Long.MAX_VALUE)))
                .toList();
    }

    /**
     * The carrier to be asked next for a number.
     *
     * @param e164 the one number wanted, which only who has it for sale can sell; null for any
     * @param tried those that were asked in vain
     * @return fails with {@code CARRIER_NOT_CONFIGURED} (none of those that may be chosen), {@code NOT_SUPPORTED} (none for
     *         such numbers, or
     *         all
     *         were tried), {@code NUMBER_UNAVAILABLE} (nobody has the one wanted for sale), {@code CARRIER_UNAVAILABLE} (the
     *         same, but not everybody could be asked)
     */
    public Uni<String> next(String e164, String country, NumberType type, Collection<String> tried) {
        List<Carrier> ranked = rank(country, type);
        List<Carrier> left = ranked.stream().filter(carrier -> !tried.contains(carrier.name())).toList();
        if (left.isEmpty()) {
            return Uni.createFrom().failure(nobody(country, type));
        }
        // Where there is no choice, the purchase itself tells whether the number is for sale.
        return e164 == null || ranked.size() == 1 ? Uni.createFrom().item(left.get(0).name())
                : seller(e164, country, type, left, false);
    }

    private Uni<String> seller(String e164, String country, NumberType type, List<Carrier> left, boolean someSilent) {
        if (left.isEmpty()) {
            return Uni.createFrom().failure(someSilent
                    ? new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                            "Not every carrier could be asked for the number")
                    : new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "No carrier has the number for sale"));
        }
        Carrier carrier = left.get(0);
        return carrier.search(exactly(e164, country, type))
                .map(found -> found.stream().map(AvailableNumber::e164).anyMatch(e164::equals) ? Answer.YES : Answer.NO)
                .onFailure(CarrierException.class).recoverWithItem(failure -> none((CarrierException) failure, carrier))
                .flatMap(answer -> answer == Answer.YES ? Uni.createFrom().item(carrier.name())
                        : seller(e164, country, type, left.subList(1, left.size()), someSilent || answer == Answer.NONE));
    }

    private enum Answer {
        YES,
        NO,
        /** It may have the number and could not say so. */
        NONE
    }

    /** Who refuses for good to be asked sells nothing either. */
    private static Answer none(CarrierException failure, Carrier carrier) {
        Log.infof("%s could not be asked for a number: %s", carrier.name(), failure.getMessage());
        return failure.kind() == CarrierFailure.Kind.TRY_LATER ? Answer.NONE : Answer.NO;
    }

    private static NumberSearch exactly(String e164, String country, NumberType type) {
        int countryCode = PhoneNumberUtil.getInstance().getCountryCodeForRegion(country);
        String national = e164.substring(1 + String.valueOf(countryCode).length());
        return new NumberSearch(country, type, null, national, NumberSearch.ANYTHING, null, SAMPLE);
    }

    private CarrierException nobody(String country, NumberType type) {
        return !isAnyConfigured()
                ? new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "The credentials of " + config.carriers() + " are not configured")
                : new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "No carrier is left to be asked for numbers of the type " + type + " in " + country);
    }

    private static boolean allows(List<Territory> territories, String carrier, String country, NumberType type) {
        List<Territory> own = territories.stream().filter(territory -> territory.carrier().equals(carrier)).toList();
        return own.isEmpty() || own.stream().anyMatch(territory -> territory.has(country, type));
    }
}
