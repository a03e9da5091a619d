package io.trunkline.carrier.number;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Whose list shows that a number is gone. The list of an account that never had the number proves nothing: with the credentials
 * of another account, or at another carrier, every number seems to be released.
 */
@ApplicationScoped
class AccountProof {

    private static final String ACCOUNT_OF_ORDER = """
            select carrier_account from carrier_order where carrier = ?1 and carrier_number_id = ?2 and carrier_account is not null
            order by created_at desc limit 1""";

    private final AccountRegistry accounts;

    AccountProof(AccountRegistry accounts) {
        this.accounts = accounts;
    }

    /** The account that had the number, by the command or by our order; empty when neither is known. */
    @WithSession
    Uni<Optional<String>> accountOf(NumberRelease job) {
        if (job.carrierAccount() != null || job.carrierNumberId() == null) {
            return Uni.createFrom().item(Optional.ofNullable(job.carrierAccount()));
        }
        return Panache.getSession().flatMap(session -> session.createNativeQuery(ACCOUNT_OF_ORDER, String.class)
                .setParameter(1, job.carrier()).setParameter(2, job.carrierNumberId()).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** @throws CarrierException when the credentials are for another account */
    static void requireAccount(Carrier carrier, Optional<String> expected) {
        carrier.accountId().filter(actual -> expected.filter(account -> !account.equals(actual)).isPresent())
                .ifPresent(actual -> {
                    throw new CarrierException(CarrierFailure.CARRIER_AUTH, "The credentials of " + carrier.name()
                            + " are for the account " + actual + ", and the number belongs to " + expected.get());
                });
    }

    /** Without a known account, a number is gone when no account of ours has it. Fails when one has it, or cannot be asked. */
    Uni<Void> requireAbsentElsewhere(NumberRelease job) {
        List<Carrier> others = accounts.configured().stream().filter(account -> !account.name().equals(job.carrier())).toList();
        return Multi.createFrom().iterable(others)
                .onItem().transformToUniAndConcatenate(account -> account.findByE164(job.e164()).invoke(found -> {
                    if (found.isPresent()) {
                        throw new CarrierException(CarrierFailure.NOT_FOUND,
                                "It is not at " + job.carrier() + ", and the account " + account.name() + " has it");
                    }
                }))
                .collect().asList().replaceWithVoid();
    }
}
