package io.trunkline.simulator.twilioapi;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The accounts that are played at one carrier; the first one is the main one. */
public abstract class AccountRegistry {

    private final List<Account> all;

    protected AccountRegistry(List<Account> all) {
        this.all = List.copyOf(all);
    }

    /** The account that the path names, or any if it names none, if the credentials of the call are good for it. */
    public final Optional<String> authenticate(ContainerRequestContext request) {
        String requested = request.getUriInfo().getPathParameters().getFirst("account");
        return all.stream().filter(account -> (requested == null || account.id().equals(requested))
                && account.accepts(request.getHeaderString("Authorization"))).map(Account::id).findFirst();
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
