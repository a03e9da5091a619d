package io.trunkline.provisioning.price;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent;
import io.trunkline.events.PriceEvent.SalePricesChanged;

/** The projection of the sale prices. Joins the caller's transaction. */
@ApplicationScoped
class SalePriceRepository {

    private static final String DELETE = "delete from sale_price where country = ?1 and number_type = ?2";
    private static final String INSERT = "insert into sale_price (country, number_type, currency, valid_from, highest_cents,"
            + " lowest_cents) values (?1, ?2, ?3, coalesce(cast(?4 as timestamptz), '-infinity'), cast(?5 as bigint), cast(?6 as bigint))";
    private static final String CURRENT = "select currency, highest_cents, lowest_cents from sale_price"
            + " where country = ?1 and number_type = ?2 and valid_from <= clock_timestamp()"
            + " order by valid_from desc limit 1";
    private static final String IS_EMPTY = "select not exists (select 1 from sale_price)";

    /** A withdrawn kind has one row without amounts, so that an empty table means that no event was received. */
    private static final PriceEvent.SalePrice NOT_SOLD = new PriceEvent.SalePrice(null, null, null);

    /** Replaces all prices of the event's kind. */
    Uni<Void> replace(SalePricesChanged changed) {
        List<PriceEvent.SalePrice> prices = changed.salePrices().isEmpty() ? List.of(NOT_SOLD) : changed.salePrices();
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(DELETE).setParameter(1, changed.country())
                        .setParameter(2, changed.numberType().name()).executeUpdate())
                .chain(() -> Multi.createFrom().iterable(prices).onItem()
                        .transformToUniAndConcatenate(price -> insert(changed, price)).onItem().ignoreAsUni());
    }

    private static Uni<Void> insert(SalePricesChanged changed, PriceEvent.SalePrice price) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(INSERT).setParameter(1, changed.country())
                        .setParameter(2, changed.numberType().name()).setParameter(3, changed.currency())
                        .setParameter(4, price.validFrom()).setParameter(5, price.highestCents())
                        .setParameter(6, price.lowestCents()).executeUpdate())
                .replaceWithVoid();
    }

    /** @return the price that holds now, by the database's clock; null: numbers of this kind are not sold */
    Uni<SalePrice> current(String country, NumberType type) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CURRENT, Object[].class).setParameter(1, country)
                        .setParameter(2, type.name()).getSingleResultOrNull())
                .map(row -> row == null || row[1] == null ? null
                        : new SalePrice((String) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue()));
    }

    /** @return whether no event was received yet */
    Uni<Boolean> isEmpty() {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(IS_EMPTY, Boolean.class).getSingleResult());
    }
}
