package io.trunkline.simulator.twilioapi;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The accounts of one carrier; the first one is the main account. */
public final class AccountRegistry {

    private final List<Account> accounts;

    public AccountRegistry(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** The account in the path, or any account if there is none, if the request's credentials are valid for it. */
    Optional<String> authenticate(ContainerRequestContext request) {
        String requested = request.getUriInfo().getPathParameters().getFirst("account");
        return accounts.stream().filter(account -> (requested == null || account.id().equals(requested))
                && account.accepts(request.getHeaderString("Authorization"))).map(Account::id).findFirst();
    }

    /** The main account. Ledger entries without an account belong to it. */
    public String main() {
        return accounts.get(0).id();
    }

    /** The signing key of the account's webhooks. */
    public String signingKey(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).map(Account::signingKey).findFirst().orElseThrow();
    }
}
