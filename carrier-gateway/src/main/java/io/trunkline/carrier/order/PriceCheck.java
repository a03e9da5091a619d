package io.trunkline.carrier.order;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.pricing.PriceBook;
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;

/** Sees to it that a number is bought for what its buyer pays, or not at all, and that nobody gets a dear one for nothing. */
@ApplicationScoped
class PriceCheck {

    private final PriceBook prices;
    private final CarrierCosts costs;

    PriceCheck(PriceBook prices, CarrierCosts costs) {
        this.prices = prices;
        this.costs = costs;
    }

    /** Of numbers that any of will do: those that cost least, as far as their carrier says what they cost. */
    static List<AvailableNumber> cheapest(List<AvailableNumber> numbers) {
        OptionalLong least = numbers.stream().flatMap(number -> number.monthlyCost().stream()).mapToLong(Cost::minorUnits)
                .min();
        return least.isEmpty() ? numbers
                : numbers.stream().filter(number -> number.monthlyCost().filter(cost -> cost.minorUnits() == least.getAsLong())
                        .isPresent()).toList();
    }

    /**
     * What a carrier says that one very number costs, which it is asked for if it tells such things; empty when it says nothing
     * of it.
     */
    Uni<Optional<Cost>> costOf(String e164, CarrierOrder order, Carrier carrier) {
        return !carrier.capabilities().contains(Capability.NUMBER_PRICES) ? Uni.createFrom().item(Optional.empty())
                : carrier.search(CarrierRouter.searchFor(e164, order.demand())).map(found -> found.stream()
                        .filter(number -> number.e164().equals(e164)).findFirst().flatMap(AvailableNumber::monthlyCost));
    }

    /** @throws CarrierException PRICE_CHANGED when it is sold for more than what is paid, or not at all */
    void requirePaid(Purchase purchase, OptionalLong paid) {
        if (paid.isEmpty()) {
            return;
        }
        OptionalLong price = prices.now().salePrice(purchase.carrier(), purchase.country(), purchase.numberType(),
                costs.observedCost(purchase.carrier(), purchase.country(), purchase.numberType(), purchase.observedCost()));
        if (price.isEmpty() || price.getAsLong() > paid.getAsLong()) {
            throw new CarrierException(CarrierFailure.PRICE_CHANGED, price.isEmpty() ? "It has no price any more"
                    : "It is sold for " + price.getAsLong() + " cents a month, and " + paid.getAsLong() + " are paid");
        }
    }
}
