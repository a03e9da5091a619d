package io.trunkline.simulator.ledger;

import java.util.Collection;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

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
    public LedgerView list(@RestQuery String number, @RestQuery Action action, @RestQuery String reference) {
        List<Entry> entries = ledger.entries().stream()
                .filter(entry -> passes(number, entry.number()) && passes(reference, entry.reference()))
                .filter(entry -> action == null || action == entry.action()).toList();
        Collection<OwnedNumber> owned = ledger.owned();
        return new LedgerView(entries, owned.stream()
                .filter(entry -> passes(number, entry.number()) && passes(reference, entry.reference())).toList());
    }

    private static boolean passes(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
