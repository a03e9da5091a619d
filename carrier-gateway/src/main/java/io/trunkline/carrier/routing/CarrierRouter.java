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
 * Chooses the account to buy at. Accounts that sell the kind of number and may be used in its country are ranked: those of
 * the workspace first, then available ones, then by our cost (an unknown cost comes last), then as configured.
 */
@ApplicationScoped
public class CarrierRouter {

    /** More than one: a search also matches the digits inside other numbers. */
    private static final int SAMPLE_SIZE = 10;

    private final AccountRegistry accounts;
    private final CarrierCosts costs;
    private final RoutingConfig config;

    CarrierRouter(AccountRegistry accounts, CarrierCosts costs, RoutingConfig config) {
        this.accounts = accounts;
        this.costs = costs;
        this.config = config;
        Stream.concat(config.carriers().stream(), config.workspaces().values().stream().flatMap(List::stream)).distinct()
                .filter(name -> accounts.names().stream().noneMatch(account -> AccountNames.matches(account, name)))
                .forEach(name -> Log.errorf("trunkline.routing names '%s', which is not a carrier or an account", name));
    }

    /** Whether any account that the workspace may use is configured. */
    public boolean isAnyCarrierConfigured(String workspaceId) {
        return !candidates(workspaceId).isEmpty();
    }

    /** The accounts that the workspace may use, as configured: its own first. */
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
        return accounts.configured().stream().filter(account -> AccountNames.matches(account.name(), name));
    }

    /** How often an order tries a carrier that is unavailable before it fails over. */
    public int attemptsPerCarrier() {
        return config.attemptsPerCarrier();
    }

    /** The accounts that may sell such a number, best first. */
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
     * Selects the next account for an order.
     *
     * @param e164 the number wanted, which only an account that offers it can sell; null for any
     * @param excluded accounts that have failed already
     * @return fails with {@code CARRIER_NOT_CONFIGURED} (no usable account), {@code NOT_SUPPORTED} (none for such numbers, or
     *         all have failed), {@code NUMBER_UNAVAILABLE} (no account offers the number), {@code CARRIER_UNAVAILABLE} (the
     *         same, but a search failed)
     */
    public Uni<String> selectNext(String e164, RoutingRequest request, Collection<String> excluded) {
        List<Carrier> ranked = rank(request);
        List<Carrier> remaining = ranked.stream().filter(carrier -> !excluded.contains(carrier.name())).toList();
        if (remaining.isEmpty()) {
            return Uni.createFrom().failure(noCarrierLeft(request));
        }
        // Accounts of one carrier offer the same numbers: the purchase shows whether it is available.
        boolean oneCarrier = ranked.stream().map(carrier -> AccountNames.carrierOf(carrier.name())).distinct().count() == 1;
        return e164 == null || oneCarrier ? Uni.createFrom().item(remaining.get(0).name())
                : selectSeller(e164, request, remaining, false);
    }

    private Uni<String> selectSeller(String e164, RoutingRequest request, List<Carrier> remaining, boolean someUnknown) {
        if (remaining.isEmpty()) {
            return Uni.createFrom().failure(someUnknown
                    ? new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                            "The number could not be searched for at every carrier")
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
        /** The search failed: the number may be available. */
        UNKNOWN
    }

    /** A search that is refused permanently counts as unavailable. */
    private static Availability availabilityAfter(CarrierException failure, Carrier carrier) {
        Log.infof("The search for a number at %s failed: %s", carrier.name(), failure.getMessage());
        return failure.kind() == CarrierFailure.Kind.TRY_LATER ? Availability.UNKNOWN : Availability.UNAVAILABLE;
    }

    /** A search that finds one number, perhaps among others. */
    public static NumberSearch searchFor(String e164, RoutingRequest request) {
        int countryCode = PhoneNumberUtil.getInstance().getCountryCodeForRegion(request.country());
        String national = e164.substring(1 + String.valueOf(countryCode).length());
        return new NumberSearch(request.country(), request.type(), null, national, NumberSearch.ANY_CAPABILITIES, null,
                SAMPLE_SIZE);
    }

    private CarrierException noCarrierLeft(RoutingRequest request) {
        return !isAnyCarrierConfigured(request.workspaceId())
                ? new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "The credentials of " + config.carriers() + " are not configured")
                : new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "No carrier is left for numbers of the type " + request.type() + " in "
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
