package io.trunkline.simulator.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.trunkline.simulator.web.Problem;

/** What the carriers did, for tests and for the page at {@code /}. */
@Path("/ledger")
public class LedgerResource {

    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Entries that pass the filters, and the numbers owned now that pass them. */
    public record LedgerView(List<Entry> entries, List<OwnedNumber> owned) {
    }

    @GET
    public LedgerView list(@RestQuery String number, @RestQuery String action, @RestQuery String reference) {
        Action wanted = action(action);
        List<Entry> entries = ledger.entries().stream()
                .filter(entry -> passes(number, entry.number()) && passes(reference, entry.reference()))
                .filter(entry -> wanted == null || wanted == entry.action()).toList();
        Collection<OwnedNumber> owned = ledger.owned();
        return new LedgerView(entries, owned.stream()
                .filter(entry -> passes(number, entry.number()) && passes(reference, entry.reference())).toList());
    }

    private static Action action(String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(Action.values()).filter(action -> action.name().equals(name)).findFirst()
                .orElseThrow(() -> Problem.badRequest("action is one of " + List.of(Action.values())));
    }

    private static boolean passes(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
