package io.trunkline.carrier.adapter.telnyx;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Webhooks;

/**
 * What all numbers of the account refer to, because they have no URLs of their own: looked up once by its name, created where
 * there is none. Two instances that create it at the same time leave one without numbers behind, which does no harm.
 */
abstract class TelnyxSharedResource {

    static final int PAGE = 250;

    private final AtomicReference<String> cachedId = new AtomicReference<>();

    /** @param id empty: to be looked up */
    TelnyxSharedResource(Optional<String> id) {
        id.ifPresent(cachedId::set);
    }

    /** Its id. */
    final Uni<String> findOrCreate(Webhooks webhooks) {
        String id = cachedId.get();
        return id != null ? Uni.createFrom().item(id)
                : find().onItem().ifNull().switchTo(() -> create(webhooks)).invoke(cachedId::set);
    }

    /** Its id by its very name; null when there is none. */
    abstract Uni<String> find();

    abstract Uni<String> create(Webhooks webhooks);
}
