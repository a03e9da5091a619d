package io.trunkline.provisioning.price;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.wallet.WalletConfig;

/** The price of a purchase, by carrier-gateway's sale price book. Prices in another currency than the wallets' are not used. */
@ApplicationScoped
public class SalePriceService {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final SalePriceRepository prices;
    private final WalletConfig wallets;

    SalePriceService(SalePriceRepository prices, WalletConfig wallets) {
        this.prices = prices;
        this.wallets = wallets;
    }

    /** Runs in the consumer's transaction. */
    Uni<Void> replace(SalePricesChanged changed) {
        if (!wallets.currency().equals(changed.currency())) {
            Log.errorf("The sale prices of %s are in %s and the wallets in %s: these numbers are not offered", changed.key(),
                    changed.currency(), wallets.currency());
        }
        return prices.replace(changed);
    }

    /**
     * Joins the caller's transaction.
     *
     * @param agreedPrice what the workspace pays for a month, in major units; null: the usual price
     * @return what is held, in minor units of the wallets' currency
     * @throws ProblemException NUMBER_NOT_OFFERED without a price in the wallets' currency; PRICE_CHANGED for an agreed price
     *         below every carrier's; TEMPORARILY_UNAVAILABLE before the first price event
     */
    public Uni<Long> priceOf(String country, NumberType type, BigDecimal agreedPrice) {
        return prices.current(country, type).flatMap(price -> price == null ? refuse()
                : Uni.createFrom().item(() -> requireCurrency(price)).map(own -> agreedCents(own, agreedPrice)));
    }

    private Uni<Long> refuse() {
        return prices.isEmpty().map(isEmpty -> {
            throw isEmpty ? new ProblemException(CommonError.TEMPORARILY_UNAVAILABLE,
                    "No prices have been received yet", RETRY_AFTER) : notOffered();
        });
    }

    private SalePrice requireCurrency(SalePrice price) {
        if (!wallets.currency().equals(price.currency())) {
            throw notOffered();
        }
        return price;
    }

    private static long agreedCents(SalePrice price, BigDecimal agreedPrice) {
        if (agreedPrice == null) {
            return price.highestCents();
        }
        long cents = price.minorUnits(agreedPrice);
        if (cents < price.lowestCents()) {
            throw new ProblemException(ProvisioningError.PRICE_CHANGED, "Numbers of this kind cost more now");
        }
        return cents;
    }

    private static ProblemException notOffered() {
        return new ProblemException(ProvisioningError.NUMBER_NOT_OFFERED, "Numbers of this kind have no price");
    }
}
