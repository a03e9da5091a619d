package io.trunkline.carrier.adapter.telnyx;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Webhooks;

/**
 * A resource that all numbers of the account refer to, because they have no URLs themselves. It is found once by its name, or
 * created. If two instances create it concurrently, one copy remains unused, which is harmless.
 */
abstract class TelnyxSharedResource {

    static final int PAGE = 250;

    private final AtomicReference<String> cachedId = new AtomicReference<>();

    /** @param id empty to find or create it */
    TelnyxSharedResource(Optional<String> id) {
        id.ifPresent(cachedId::set);
    }

    /** The id of the resource; the webhooks are used to create it. */
    final Uni<String> findOrCreate(Webhooks webhooks) {
        String id = cachedId.get();
        return id != null ? Uni.createFrom().item(id)
                : find().onItem().ifNull().switchTo(() -> create(webhooks)).invoke(cachedId::set);
    }

    /** The id of the resource with exactly the configured name; null for none. */
    abstract Uni<String> find();

    abstract Uni<String> create(Webhooks webhooks);
}
