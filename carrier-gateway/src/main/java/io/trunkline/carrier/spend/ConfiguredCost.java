package io.trunkline.carrier.spend;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;
import io.trunkline.events.NumberType;

/** One price per carrier and kind of number, whatever the country: while nothing knows better. */
@ApplicationScoped
@DefaultBean
class ConfiguredCost implements NumberCost {

    private final SpendConfig config;

    ConfiguredCost(SpendConfig config) {
        this.config = config;
    }

    @Override
    public long cents(String carrier, String country, NumberType numberType) {
        SpendConfig.Cost cost = config.cost().get(carrier);
        return switch (numberType) {
            case LOCAL -> cost.local();
            case TOLL_FREE -> cost.tollFree();
            case MOBILE -> cost.mobile();
        };
    }
}
