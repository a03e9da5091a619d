package io.trunkline.simulator.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.trunkline.simulator.web.Problem;

/** The ledger, for tests and for the page at {@code /}. */
@Path("/ledger")
public class LedgerResource {

    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The entries and the owned numbers that match the filters. */
    public record LedgerView(List<LedgerEntry> entries, List<OwnedNumber> owned) {
    }

    @GET
    public LedgerView list(@RestQuery String number, @RestQuery String action, @RestQuery String reference) {
        LedgerAction requested = action(action);
        List<LedgerEntry> entries = ledger.entries().stream()
                .filter(entry -> matches(number, entry.number()) && matches(reference, entry.reference()))
                .filter(entry -> requested == null || requested == entry.action()).toList();
        Collection<OwnedNumber> owned = ledger.owned();
        return new LedgerView(entries, owned.stream()
                .filter(entry -> matches(number, entry.number()) && matches(reference, entry.reference())).toList());
    }

    private static LedgerAction action(String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(LedgerAction.values()).filter(action -> action.name().equals(name)).findFirst()
                .orElseThrow(() -> Problem.badRequest("action is one of " + List.of(LedgerAction.values())));
    }

    private static boolean matches(String requested, String actual) {
        return requested == null || requested.equals(actual);
    }
}
