package io.trunkline.simulator.telnyx.connection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.ledger.LedgerEntry;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** The messaging profiles and applications. They are rebuilt from the ledger at startup. */
@Singleton
public class ConnectionStore {

    private static final String KIND = "kind";

    private final Ledger ledger;
    private final Map<String, Connection> byId = new HashMap<>();
    private long count;

    public ConnectionStore(Ledger ledger) {
        this.ledger = ledger;
        ledger.entries().stream().filter(entry -> entry.carrier().equals(TelnyxApi.CARRIER))
                .filter(entry -> entry.action() == LedgerAction.CONNECTION_SET).forEach(this::replay);
    }

    /** Creates a connection. */
    public synchronized Connection create(String account, Kind kind, Map<String, Object> attributes) {
        return set(account, kind, kind == Kind.MESSAGING_PROFILE ? TelnyxIds.uuid() : TelnyxIds.decimal(), attributes);
    }

    /** Changes the given members only. */
    synchronized Connection update(String account, Kind kind, String id, Map<String, Object> changes) {
        Map<String, Object> attributes = new LinkedHashMap<>(
                find(account, kind, id).orElseThrow(TelnyxException::notFound).attributes());
        attributes.putAll(changes);
        return set(account, kind, id, attributes);
    }

    public synchronized Optional<Connection> find(String account, Set<Kind> kinds, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(connection -> kinds.contains(connection.kind()) && connection.account().equals(account));
    }

    public synchronized Optional<Connection> find(String account, Kind kind, String id) {
        return find(account, Set.of(kind), id);
    }

    synchronized List<Connection> newestFirst(String account, Kind kind) {
        return byId.values().stream()
                .filter(connection -> connection.kind() == kind && connection.account().equals(account))
                .sorted(Comparator.comparingLong(Connection::seq).reversed()).toList();
    }

    private Connection set(String account, Kind kind, String id, Map<String, Object> attributes) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(KIND, kind.name());
        details.putAll(JsonBody.toLedger(attributes));
        return replay(ledger.append(TelnyxApi.CARRIER, account, LedgerAction.CONNECTION_SET, null, id,
                String.valueOf(attributes.get(kind.name)), details));
    }

    /** Applies an entry of the ledger, new or read at startup. */
    private Connection replay(LedgerEntry entry) {
        Map<String, Object> attributes = JsonBody.fromLedger(entry.details());
        Kind kind = Kind.valueOf((String) attributes.remove(KIND));
        Connection before = byId.get(entry.carrierId());
        Connection connection = new Connection(before == null ? ++count : before.seq(), TelnyxAccountRegistry.of(entry), kind,
                entry.carrierId(), attributes,
                before == null ? entry.at() : before.created(), entry.at());
        byId.put(connection.id(), connection);
        return connection;
    }
}
