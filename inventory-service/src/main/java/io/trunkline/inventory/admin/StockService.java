package io.trunkline.inventory.admin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.PhoneNumbers.Description;
import io.trunkline.inventory.number.Assignment;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.Lifecycle;
import io.trunkline.inventory.number.NewNumber;
import io.trunkline.inventory.number.NumberHistory;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.NumberStatus;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** Lists the stock, and adds and removes numbers by hand. */
@ApplicationScoped
class StockService {

    private static final UUID HIGHEST_ID = new UUID(-1, -1);

    private final NumberRepository numbers;
    private final Outbox outbox;
    private final StockConfig config;
    private final DatabaseClock clock;

    StockService(NumberRepository numbers, Outbox outbox, StockConfig config, DatabaseClock clock) {
        this.numbers = numbers;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** @return numbers, newest first; one more than the limit if there is a next page */
    @WithSession
    public Uni<List<PhoneNumber>> list(NumberFilter filter, UUID after, int limit) {
        Parameters parameters = filter.bind(Parameters.with("after", after == null ? HIGHEST_ID : after));
        return numbers.find("id < :after" + filter.condition() + " order by id desc", parameters).range(0, limit).list();
    }

    /** Counts of the whole stock: {@code total}, then every status, including those with zero numbers. */
    @WithSession
    public Uni<Map<String, Long>> counts() {
        return Panache.getSession()
                .flatMap(session -> session.createQuery("select lifecycle, assignment, count(*) from PhoneNumber"
                        + " group by lifecycle, assignment", Object[].class).getResultList())
                .map(rows -> {
                    Map<NumberStatus, Long> byStatus = rows.stream().collect(Collectors.toMap(
                            row -> NumberStatus.of((Lifecycle) row[0], (Assignment) row[1]), row -> (Long) row[2]));
                    Map<String, Long> counts = new LinkedHashMap<>();
                    counts.put("total", byStatus.values().stream().mapToLong(Long::longValue).sum());
                    for (NumberStatus status : NumberStatus.values()) {
                        counts.put(status.publicName(), byStatus.getOrDefault(status, 0L));
                    }
                    return counts;
                });
    }

    /** @return the transitions, oldest first; empty if the number does not exist */
    @WithSession
    public Uni<List<NumberHistory>> history(UUID number) {
        return numbers.history(number);
    }

    /** @return E.164 and id of each number that was added; the other numbers are in the stock already */
    @WithTransaction
    public Uni<Map<String, UUID>> add(List<Description> descriptions, String actor) {
        Change change = new Change(actor, "added by hand", null);
        Map<String, UUID> added = new LinkedHashMap<>();
        // Always in the same order: two requests with the same numbers wait for each other and do not deadlock.
        List<Description> inOrder = descriptions.stream().sorted(Comparator.comparing(Description::e164)).toList();
        return Multi.createFrom().iterable(inOrder)
                .onItem().transformToUniAndConcatenate(number -> numbers
                        .insert(Ids.next(), NewNumber.addedByHand(number, config.carrier()), change)
                        .onItem().ifNotNull().invoke(row -> added.put(row.e164(), row.id()))
                        .onItem().ifNotNull().call(row -> outbox.append(row.addedEvent()))
                        // Hibernate checks every managed entity before each statement: a million checks for 1000 numbers.
                        .call(() -> Panache.getSession().invoke(Mutiny.Session::clear)))
                .collect().last().replaceWith(added);
    }

    /** Releases an unassigned number to its carrier. Repeating it has no effect. */
    @WithTransaction
    public Uni<PhoneNumber> remove(UUID id, String actor) {
        return numbers.lock(id)
                .onItem().ifNull().failWith(() -> new ProblemException(CommonError.NOT_FOUND, "The number does not exist"))
                .call(number -> switch (number.status()) {
                    case AVAILABLE, INACTIVE, QUARANTINED -> clock.now().flatMap(now -> outbox
                            .append(number.releaseToCarrier(new Change(actor, "removed by hand", null), now)));
                    case ASSIGNED, SUSPENDED -> Uni.createFrom().failure(new ProblemException(
                            InventoryError.NUMBER_ASSIGNED, "Only its workspace can release it"));
                    case PENDING, RELEASED -> Uni.createFrom().voidItem();
                });
    }
}
