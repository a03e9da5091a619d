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

/** Checks that a number is bought for the price that the requester pays, and picks the cheapest number otherwise. */
@ApplicationScoped
class PriceCheck {

    private final PriceBook prices;
    private final CarrierCosts costs;

    PriceCheck(PriceBook prices, CarrierCosts costs) {
        this.prices = prices;
        this.costs = costs;
    }

    /** The numbers with the lowest known cost; all of them when no cost is known. */
    static List<AvailableNumber> cheapest(List<AvailableNumber> numbers) {
        OptionalLong lowest = numbers.stream().flatMap(number -> number.monthlyCost().stream()).mapToLong(Cost::minorUnits)
                .min();
        return lowest.isEmpty() ? numbers
                : numbers.stream().filter(number -> number.monthlyCost().filter(cost -> cost.minorUnits() == lowest.getAsLong())
                        .isPresent()).toList();
    }

    /**
     * The cost that the carrier quotes for one number; empty when the carrier quotes no cost.
     */
    Uni<Optional<Cost>> quotedCost(String e164, CarrierOrder order, Carrier carrier) {
        return !carrier.capabilities().contains(Capability.NUMBER_PRICES) ? Uni.createFrom().item(Optional.empty())
                : carrier.search(CarrierRouter.searchFor(e164, order.routingRequest())).map(found -> found.stream()
                        .filter(number -> number.e164().equals(e164)).findFirst().flatMap(AvailableNumber::monthlyCost));
    }

    /** @throws CarrierException PRICE_CHANGED when the sale price is higher than the paid price, or unknown */
    void requirePaid(Purchase purchase, OptionalLong paid) {
        if (paid.isEmpty()) {
            return;
        }
        OptionalLong price = prices.now().salePrice(purchase.carrier(), purchase.country(), purchase.numberType(),
                costs.observedCost(purchase.carrier(), purchase.country(), purchase.numberType(), purchase.observedCost()));
        if (price.isEmpty() || price.getAsLong() > paid.getAsLong()) {
            throw new CarrierException(CarrierFailure.PRICE_CHANGED, price.isEmpty() ? "The number no longer has a price"
                    : "The number is sold for " + price.getAsLong() + " minor units a month, and " + paid.getAsLong()
                            + " are paid");
        }
    }
}
