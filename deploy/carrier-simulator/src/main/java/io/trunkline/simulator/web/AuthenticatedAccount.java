package io.trunkline.simulator.web;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** The account that a call to a carrier is about, as its credentials and its path showed. */
@Singleton
public class AuthenticatedAccount {

    private static final String ACCOUNT = "account";

    private final CurrentVertxRequest request;

    AuthenticatedAccount(CurrentVertxRequest request) {
        this.request = request;
    }

    /** What the carrier calls the account, once the call is let pass. */
    public String id() {
        return request.getCurrent().get(ACCOUNT);
    }

    /** Lets the call pass. */
    public void set(String account) {
        request.getCurrent().put(ACCOUNT, account);
    }
}
