package io.trunkline.carrier.choice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import io.trunkline.events.AccountNames;

/**
 * Chooses the account to buy at. Whoever sells the kind of number and may be used for its country is ranked: those that the
 * workspace is bound to first, then those that are well, then the cheapest for us (a cost that is not known comes last), then
 * as
 * configuration names them.
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
        Stream.concat(config.carriers().stream(), config.workspaces().values().stream().flatMap(List::stream)).distinct()
                .filter(name -> carriers.names().stream().noneMatch(account -> AccountNames.matches(account, name)))
                .forEach(name -> Log.errorf("trunkline.choice names '%s', which is no carrier or account here", name));
    }

    /** Whether there is anybody to choose, whatever is wanted. */
    public boolean isAnyConfigured(String workspaceId) {
        return !candidates(workspaceId).isEmpty();
    }

    /** Those that may be chosen for the workspace, as configuration names them: its own first. */
    private List<Carrier> candidates(String workspaceId) {
        Set<String> anyWorkspaces = config.workspaces().values().stream().flatMap(List::stream).collect(Collectors.toSet());
        return Stream.concat(boundTo(workspaceId), config.carriers().stream().flatMap(name -> meantBy(name)
                .filter(account -> account.name().equals(name) || !anyWorkspaces.contains(account.name()))))
                .distinct().toList();
    }

    private Stream<Carrier> boundTo(String workspaceId) {
        return (workspaceId == null ? List.<String> of() : config.workspaces().getOrDefault(workspaceId, List.of())).stream()
                .flatMap(this::meantBy);
    }

    private Stream<Carrier> meantBy(String name) {
        return carriers.configured().stream().filter(account -> AccountNames.matches(account.name(), name));
    }

    /** How often a carrier may be unavailable for an order before another one is asked. */
    public int tries() {
        return config.tries();
    }

    /** Everybody who may be asked for such a number, best first. */
    public List<Carrier> rank(Demand demand) {
        List<Carrier> bound = boundTo(demand.workspaceId()).toList();
        return candidates(demand.workspaceId()).stream()
                .filter(carrier -> carrier.capabilities().contains(Capability.of(demand.type()))
                        && allows(config.coverage(), carrier.name(), demand)
                        && allows(config.compliance(), carrier.name(), demand))
                .sorted(Comparator.comparing((Carrier carrier) -> !bound.contains(carrier))
                        .thenComparing(carrier -> !carriers.isHealthy(carrier.name()))
                        .thenComparing(carrier -> costs.of(carrier.name(), demand.country(), demand.type())
                                .orElse(Long.MAX_VALUE)))
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
    public Uni<String> next(String e164, Demand demand, Collection<String> tried) {
        List<Carrier> ranked = rank(demand);
        List<Carrier> left = ranked.stream().filter(carrier -> !tried.contains(carrier.name())).toList();
        if (left.isEmpty()) {
            return Uni.createFrom().failure(nobody(demand));
        }
        // Accounts at one carrier have the same numbers for sale: there the purchase itself tells.
        boolean oneCarrier = ranked.stream().map(carrier -> AccountNames.carrierOf(carrier.name())).distinct().count() == 1;
        return e164 == null || oneCarrier ? Uni.createFrom().item(left.get(0).name()) : seller(e164, demand, left, false);
    }

    private Uni<String> seller(String e164, Demand demand, List<Carrier> left, boolean someSilent) {
        if (left.isEmpty()) {
            return Uni.createFrom().failure(someSilent
                    ? new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                            "Not every carrier could be asked for the number")
                    : new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "No carrier has the number for sale"));
        }
        Carrier carrier = left.get(0);
        return carrier.search(exactly(e164, demand))
                .map(found -> found.stream().map(AvailableNumber::e164).anyMatch(e164::equals) ? Answer.YES : Answer.NO)
                .onFailure(CarrierException.class).recoverWithItem(failure -> none((CarrierException) failure, carrier))
                .flatMap(answer -> answer == Answer.YES ? Uni.createFrom().item(carrier.name())
                        : seller(e164, demand, left.subList(1, left.size()), someSilent || answer == Answer.NONE));
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

    /** Finds one very number, perhaps among others. */
    public static NumberSearch exactly(String e164, Demand demand) {
        int countryCode = PhoneNumberUtil.getInstance().getCountryCodeForRegion(demand.country());
        String national = e164.substring(1 + String.valueOf(countryCode).length());
        return new NumberSearch(demand.country(), demand.type(), null, national, NumberSearch.ANYTHING, null, SAMPLE);
    }

    private CarrierException nobody(Demand demand) {
        return !isAnyConfigured(demand.workspaceId())
                ? new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "The credentials of " + config.carriers() + " are not configured")
                : new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "No carrier is left to be asked for numbers of the type " + demand.type() + " in "
                                + demand.country());
    }

    private static boolean allows(List<Territory> territories, String account, Demand demand) {
        return AccountNames.entriesFor(account).stream()
                .map(name -> territories.stream().filter(territory -> territory.carrier().equals(name)).toList())
                .filter(entries -> !entries.isEmpty()).findFirst()
                .map(entries -> entries.stream().anyMatch(territory -> territory.has(demand.country(), demand.type())))
                .orElse(true);
    }
}
