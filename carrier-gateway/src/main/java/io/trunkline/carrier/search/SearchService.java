package io.trunkline.carrier.search;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.CarrierError;
import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.pricing.PriceBook;
import io.trunkline.carrier.pricing.Prices;
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.routing.RoutingRequest;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.AccountNames;
import io.trunkline.kit.problem.ProblemException;

/**
 * Searches at all carriers at once. A carrier that fails or misses the deadline is left out. A number that several carriers
 * offer is returned once, at the lowest price.
 */
@ApplicationScoped
class SearchService {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CarrierRouter router;
    private final PriceBook book;
    private final CarrierCosts costs;
    private final SearchConfig config;

    SearchService(CarrierRouter router, PriceBook book, CarrierCosts costs, SearchConfig config) {
        this.router = router;
        this.book = book;
        this.costs = costs;
        this.config = config;
    }

    /** @param failure null when the carrier answered */
    private record CarrierResult(Carrier carrier, List<AvailableNumber> numbers, CarrierException failure) {
    }

    /**
     * Numbers for sale, cheapest first; empty when nothing fits, or when such numbers have no price or no carrier.
     *
     * @param workspaceId null when no workspace is concerned
     */
    Uni<List<Offer>> search(NumberSearch search, String workspaceId) {
        if (!router.isAnyCarrierConfigured(workspaceId)) {
            return Uni.createFrom().failure(new ProblemException(CarrierError.CARRIER_NOT_CONFIGURED,
                    "No carrier that may be used has credentials"));
        }
        Prices prices = book.now();
        Set<String> queriedCarriers = new HashSet<>();
        List<Carrier> queried = router.rank(new RoutingRequest(search.country(), search.numberType(), workspaceId)).stream()
                .filter(carrier -> prices.isOffered(carrier.name(), search.country(), search.numberType()))
                // Accounts of one carrier offer the same numbers: the best one is searched.
                .filter(carrier -> queriedCarriers.add(AccountNames.carrierOf(carrier.name()))).toList();
        return queried.isEmpty() ? Uni.createFrom().item(List.of())
                : Uni.join().all(queried.stream().map(carrier -> query(carrier, search)).toList()).andFailFast()
                        .map(results -> offers(results, prices));
    }

    private Uni<CarrierResult> query(Carrier carrier, NumberSearch search) {
        return carrier.search(search)
                .ifNoItem().after(config.deadline()).fail()
                .onFailure(TimeoutException.class).transform(late -> new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                        carrier.name() + " did not answer within " + config.deadline()))
                .map(found -> new CarrierResult(carrier, found, null))
                .onFailure(CarrierException.class).recoverWithItem(failure -> {
                    Log.infof("A search leaves out %s: %s", carrier.name(), failure.getMessage());
                    return new CarrierResult(carrier, List.of(), (CarrierException) failure);
                });
    }

    private List<Offer> offers(List<CarrierResult> results, Prices prices) {
        if (results.stream().allMatch(result -> result.failure() != null)) {
            throw noResults(results);
        }
        Offers offers = new Offers(prices, costs);
        results.forEach(result -> offers.add(result.carrier().name(), result.numbers()));
        return offers.cheapest(config.limit());
    }

    private static ProblemException noResults(List<CarrierResult> results) {
        boolean refused = results.stream()
                .allMatch(result -> result.failure().failure() == CarrierFailure.NOT_SUPPORTED);
        return refused ? new ProblemException(CarrierError.NOT_SUPPORTED, results.get(0).failure().getMessage())
                : new ProblemException(CarrierError.CARRIER_UNAVAILABLE, "Every carrier failed or missed the deadline",
                        RETRY_AFTER);
    }
}
