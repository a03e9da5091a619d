package io.trunkline.carrier.routing;

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
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.pricing.CarrierCosts;
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
public class CarrierRouter {

    /** More than one: the digits may stand elsewhere in another number. */
    private static final int SAMPLE_SIZE = 10;

    private final AccountRegistry accounts;
    private final CarrierCosts costs;
    private final RoutingConfig config;

    CarrierRouter(AccountRegistry accounts, CarrierCosts costs, RoutingConfig config) {
        this.accounts = accounts;
        this.costs = costs;
        this.config = config;
        Stream.concat(config.carriers().stream(), config.workspaces().values().stream().flatMap(List::stream)).distinct()
                .filter(name -> accounts.names().stream().noneMatch(account -> AccountNames.isMeant(account, name)))
                .forEach(name -> Log.errorf("trunkline.routing names '%s', which is no carrier or account here", name));
    }

    /** Whether there is anybody to choose, whatever is wanted. */
    public boolean isAnyCarrierConfigured(String workspaceId) {
        return !candidates(workspaceId).isEmpty();
    }

    /** Those that may be chosen for the workspace, as configuration names them: its own first. */
    private List<Carrier> candidates(String workspaceId) {
        Set<String> accountsOfWorkspaces = config.workspaces().values().stream().flatMap(List::stream)
                .collect(Collectors.toSet());
        return Stream.concat(accountsOfWorkspace(workspaceId), config.carriers().stream().flatMap(name -> accountsNamed(name)
                .filter(account -> account.name().equals(name) || !accountsOfWorkspaces.contains(account.name()))))
                .distinct().toList();
    }

    private Stream<Carrier> accountsOfWorkspace(String workspaceId) {
        return (workspaceId == null ? List.<String> of() : config.workspaces().getOrDefault(workspaceId, List.of())).stream()
                .flatMap(this::accountsNamed);
    }

    private Stream<Carrier> accountsNamed(String name) {
        return accounts.configured().stream().filter(account -> AccountNames.isMeant(account.name(), name));
    }

    /** How often a carrier may be unavailable for an order before another one is asked. */
    public int attemptsPerCarrier() {
        return config.attemptsPerCarrier();
    }

    /** Everybody who may be asked for such a number, best first. */
    public List<Carrier> rank(RoutingRequest request) {
        List<Carrier> ofWorkspace = accountsOfWorkspace(request.workspaceId()).toList();
        return candidates(request.workspaceId()).stream()
                .filter(carrier -> carrier.capabilities().contains(Capability.of(request.type()))
                        && allows(config.coverage(), carrier.name(), request)
                        && allows(config.compliance(), carrier.name(), request))
                .sorted(Comparator.comparing((Carrier carrier) -> !ofWorkspace.contains(carrier))
                        .thenComparing(carrier -> !accounts.isAvailable(carrier.name()))
                        .thenComparing(carrier -> costs.monthlyCost(carrier.name(), request.country(), request.type())
                                .orElse(Long.MAX_VALUE)))
                .toList();
    }

    /**
     * The carrier to be asked next for a number.
     *
     * @param e164 the one number wanted, which only who has it for sale can sell; null for any
     * @param excluded those that were asked in vain
     * @return fails with {@code CARRIER_NOT_CONFIGURED} (none of those that may be chosen), {@code NOT_SUPPORTED} (none for
     *         such numbers, or
     *         all
     *         were tried), {@code NUMBER_UNAVAILABLE} (nobody has the one wanted for sale), {@code CARRIER_UNAVAILABLE} (the
     *         same, but not everybody could be asked)
     */
    public Uni<String> selectNext(String e164, RoutingRequest request, Collection<String> excluded) {
        List<Carrier> ranked = rank(request);
        List<Carrier> remaining = ranked.stream().filter(carrier -> !excluded.contains(carrier.name())).toList();
        if (remaining.isEmpty()) {
            return Uni.createFrom().failure(noCarrierLeft(request));
        }
        // Accounts at one carrier have the same numbers for sale: there the purchase itself tells.
        boolean oneCarrier = ranked.stream().map(carrier -> AccountNames.carrierOf(carrier.name())).distinct().count() == 1;
        return e164 == null || oneCarrier ? Uni.createFrom().item(remaining.get(0).name())
                : selectSeller(e164, request, remaining, false);
    }

    private Uni<String> selectSeller(String e164, RoutingRequest request, List<Carrier> remaining, boolean someUnknown) {
        if (remaining.isEmpty()) {
            return Uni.createFrom().failure(someUnknown
                    ? new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                            "Not every carrier could be asked for the number")
                    : new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "No carrier has the number for sale"));
        }
        Carrier carrier = remaining.get(0);
        return carrier.search(searchFor(e164, request))
                .map(found -> found.stream().map(AvailableNumber::e164).anyMatch(e164::equals) ? Availability.AVAILABLE
                        : Availability.UNAVAILABLE)
                .onFailure(CarrierException.class)
                .recoverWithItem(failure -> availabilityAfter((CarrierException) failure, carrier))
                .flatMap(availability -> availability == Availability.AVAILABLE ? Uni.createFrom().item(carrier.name())
                        : selectSeller(e164, request, remaining.subList(1, remaining.size()),
                                someUnknown || availability == Availability.UNKNOWN));
    }

    private enum Availability {
        AVAILABLE,
        UNAVAILABLE,
        /** It may have the number and could not say so. */
        UNKNOWN
    }

    /** Who refuses for good to be asked sells nothing either. */
    private static Availability availabilityAfter(CarrierException failure, Carrier carrier) {
        Log.infof("%s could not be asked for a number: %s", carrier.name(), failure.getMessage());
        return failure.kind() == CarrierFailure.Kind.TRY_LATER ? Availability.UNKNOWN : Availability.UNAVAILABLE;
    }

    /** Finds one very number, perhaps among others. */
    public static NumberSearch searchFor(String e164, RoutingRequest request) {
        int countryCode = PhoneNumberUtil.getInstance().getCountryCodeForRegion(request.country());
        String national = e164.substring(1 + String.valueOf(countryCode).length());
        return new NumberSearch(request.country(), request.type(), null, national, NumberSearch.ANYTHING, null, SAMPLE_SIZE);
    }

    private CarrierException noCarrierLeft(RoutingRequest request) {
        return !isAnyCarrierConfigured(request.workspaceId())
                ? new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "The credentials of " + config.carriers() + " are not configured")
                : new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "No carrier is left to be asked for numbers of the type " + request.type() + " in "
                                + request.country());
    }

    private static boolean allows(List<CountryRule> rules, String account, RoutingRequest request) {
        return AccountNames.entriesFor(account).stream()
                .map(name -> rules.stream().filter(rule -> rule.carrier().equals(name)).toList())
                .filter(entries -> !entries.isEmpty()).findFirst()
                .map(entries -> entries.stream().anyMatch(rule -> rule.matches(request.country(), request.type())))
                .orElse(true);
    }
}
