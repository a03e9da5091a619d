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
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.routing.RoutingRequest;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.AccountNames;
import io.trunkline.kit.price.PriceBook;
import io.trunkline.kit.price.Prices;
import io.trunkline.kit.problem.ProblemException;

/**
 * Asks all carriers at once. Who fails or has not answered by the deadline is left out; a number for sale at several is offered
 * once, at the lowest price.
 */
@ApplicationScoped
class SearchService {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final CarrierRouter choice;
    private final PriceBook book;
    private final CarrierCosts costs;
    private final SearchConfig config;

    SearchService(CarrierRouter choice, PriceBook book, CarrierCosts costs, SearchConfig config) {
        this.choice = choice;
        this.book = book;
        this.costs = costs;
        this.config = config;
    }

    /** @param failure null when it answered */
    private record Answer(Carrier carrier, List<AvailableNumber> numbers, CarrierException failure) {
    }

    /**
     * Numbers for sale, cheapest first, then in their own order; empty when nothing fits, or when such numbers have no price or
     * no carrier.
     *
     * @param workspaceId null: for nobody in particular
     */
    Uni<List<Offer>> search(NumberSearch wanted, String workspaceId) {
        if (!choice.isAnyConfigured(workspaceId)) {
            return Uni.createFrom().failure(new ProblemException(CarrierError.CARRIER_NOT_CONFIGURED,
                    "The credentials of no carrier that may be chosen are configured"));
        }
        Prices prices = book.now();
        Set<String> known = new HashSet<>();
        List<Carrier> asked = choice.rank(new RoutingRequest(wanted.country(), wanted.numberType(), workspaceId)).stream()
                .filter(carrier -> prices.isOffered(carrier.name(), wanted.country(), wanted.numberType()))
                // Accounts at one carrier have the same numbers for sale: the best one is asked.
                .filter(carrier -> known.add(AccountNames.carrierOf(carrier.name()))).toList();
        return asked.isEmpty() ? Uni.createFrom().item(List.of())
                : Uni.join().all(asked.stream().map(carrier -> ask(carrier, wanted)).toList()).andFailFast()
                        .map(answers -> offers(answers, prices));
    }

    private Uni<Answer> ask(Carrier carrier, NumberSearch wanted) {
        return carrier.search(wanted)
                .ifNoItem().after(config.deadline()).fail()
                .onFailure(TimeoutException.class).transform(late -> new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                        carrier.name() + " did not answer within " + config.deadline()))
                .map(found -> new Answer(carrier, found, null))
                .onFailure(CarrierException.class).recoverWithItem(failure -> {
                    Log.infof("A search goes without %s: %s", carrier.name(), failure.getMessage());
                    return new Answer(carrier, List.of(), (CarrierException) failure);
                });
    }

    private List<Offer> offers(List<Answer> answers, Prices prices) {
        if (answers.stream().allMatch(answer -> answer.failure() != null)) {
            throw nobodyAnswered(answers);
        }
        Offers offers = new Offers(prices, costs);
        answers.forEach(answer -> offers.add(answer.carrier().name(), answer.numbers()));
        return offers.cheapest(config.limit());
    }

    private static ProblemException nobodyAnswered(List<Answer> answers) {
        boolean refused = answers.stream()
                .allMatch(answer -> answer.failure().failure() == CarrierFailure.NOT_SUPPORTED);
        return refused ? new ProblemException(CarrierError.NOT_SUPPORTED, answers.get(0).failure().getMessage())
                : new ProblemException(CarrierError.CARRIER_UNAVAILABLE, "No carrier answered in time, or all refused",
                        TRY_AGAIN);
    }
}
