package io.trunkline.simulator.web;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** The account of the current request, taken from its credentials and its path. */
@Singleton
public class AuthenticatedAccount {

    private static final String ACCOUNT = "account";

    private final CurrentVertxRequest request;

    AuthenticatedAccount(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The carrier's id of the account, set once the request is authenticated. */
    public String id() {
        return request.getCurrent().get(ACCOUNT);
    }

    /** Marks the request as authenticated. */
    public void set(String account) {
        request.getCurrent().put(ACCOUNT, account);
    }
}
