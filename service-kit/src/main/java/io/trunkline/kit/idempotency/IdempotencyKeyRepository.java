package io.trunkline.kit.idempotency;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The key table. Each statement runs in a separate transaction, outside that of the request's work. */
@ApplicationScoped
class IdempotencyKeyRepository {

    private static final String RESERVE = """
            insert into idempotency_key (scope, key, fingerprint, meaning, locked_until)
            values ($1, $2, $3, $4, clock_timestamp() + interval '1 minute')
            on conflict (scope, key) do update set locked_until = excluded.locked_until
            where idempotency_key.status is null
              and (idempotency_key.fingerprint = excluded.fingerprint or idempotency_key.meaning = excluded.meaning)
              and idempotency_key.locked_until < clock_timestamp()""";
    private static final String FIND = """
            select fingerprint, meaning, status, content_type, location, body from idempotency_key
            where scope = $1 and key = $2""";
    private static final String STORE = """
            update idempotency_key set status = $3, content_type = $4, location = $5, body = $6
            where scope = $1 and key = $2""";
    private static final String RELEASE = "delete from idempotency_key where scope = $1 and key = $2 and status is null";

    private final Pool pool;

    IdempotencyKeyRepository(Pool pool) {
        this.pool = pool;
    }

    /** True when this request may run. */
    Uni<Boolean> reserve(String scope, String key, Fingerprint request) {
        return pool.preparedQuery(RESERVE).execute(Tuple.of(scope, key, request.spelling(), request.meaning()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<StoredResponse> find(String scope, String key) {
        return pool.preparedQuery(FIND).execute(Tuple.of(scope, key))
                .map(rows -> rows.size() == 0 ? null : toResponse(rows.iterator().next()));
    }

    Uni<Void> store(String scope, String key, StoredResponse response) {
        return pool.preparedQuery(STORE).execute(Tuple.of(scope, key, response.status(), response.contentType(),
                response.location(), Buffer.buffer(response.body()))).replaceWithVoid();
    }

    Uni<Void> release(String scope, String key) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(scope, key)).replaceWithVoid();
    }

    private static StoredResponse toResponse(Row row) {
        Buffer body = row.get(Buffer.class, "body");
        return new StoredResponse(new Fingerprint(row.getString("fingerprint"), row.getString("meaning")),
                row.getInteger("status"), row.getString("content_type"),
                row.getString("location"), body == null ? null : body.getBytes());
    }
}
