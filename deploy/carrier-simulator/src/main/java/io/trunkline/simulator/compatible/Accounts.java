package io.trunkline.simulator.compatible;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The accounts that are played at one carrier; the first one is the main one. */
public abstract class Accounts {

    private final List<Account> all;

    protected Accounts(List<Account> all) {
        this.all = List.copyOf(all);
    }

    /** The account that the path names, or any if it names none, if the credentials of the call are good for it. */
    public final Optional<String> admitted(ContainerRequestContext request) {
        String asked = request.getUriInfo().getPathParameters().getFirst("account");
        return all.stream().filter(account -> (asked == null || account.id().equals(asked))
                && account.admits(request.getHeaderString("Authorization"))).map(Account::id).findFirst();
    }

    /** Whose everything is that was recorded before there were several. */
    public final String main() {
        return all.get(0).id();
    }

    /** The key of the account's webhooks. */
    public final String signingKey(String id) {
        return all.stream().filter(account -> account.id().equals(id)).map(Account::signingKey).findFirst().orElseThrow();
    }
}
