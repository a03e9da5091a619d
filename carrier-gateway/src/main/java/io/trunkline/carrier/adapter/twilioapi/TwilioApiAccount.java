package io.trunkline.carrier.adapter.twilioapi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.Credentials;
import io.trunkline.carrier.adapter.http.ErrorTable;
import io.trunkline.carrier.adapter.http.HttpClientConfig;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.kit.secret.SecretFiles;

/** One account and the connection to it: HTTP Basic, forms in, JSON out. */
public final class TwilioApiAccount {

    private static final String ACTIVE = "active";

    private final Settings settings;
    private final Optional<Credentials> credentials;
    private final HttpClientConfig http;
    private final ObjectMapper mapper;
    private final ClientRequestFilter requestFilter;
    private final String id;
    private final CarrierClient<TwilioApi> client;

    /**
     * What is to be known of an account.
     *
     * @param name what it is called here
     * @param id in the path of every call; without it, a user or a secret the account is not configured
     * @param user who calls, with which of the secrets: the account itself, or whoever may act for it
     * @param secretsFile one per line, before {@code secrets}; read again when it has changed
     * @param purchaseErrors where refusals of purchases mean something else than {@code errors} says
     * @param webhookOverride appended to every webhook URL we register
     */
    public record Settings(String name, URI baseUrl, Optional<String> id, Optional<String> user, Optional<Path> secretsFile,
            Optional<List<String>> secrets, ErrorTable errors, ErrorTable purchaseErrors, String webhookOverride) {

        private Optional<Credentials> credentials(SecretFiles files) {
            return id.flatMap(account -> user).map(caller -> new Credentials(
                    files.of(name, secretsFile, secrets, secret -> basic(caller, secret))));
        }
    }

    /** @param requestFilter may look at and change each request */
    public TwilioApiAccount(Settings settings, HttpClientConfig http, SecretFiles secrets, ObjectMapper mapper,
            ClientRequestFilter requestFilter) {
        this.settings = settings;
        this.credentials = settings.credentials(secrets);
        this.http = http;
        this.mapper = mapper;
        this.requestFilter = requestFilter;
        this.id = settings.id().orElse(null);
        this.client = client(TwilioApi.class, settings.baseUrl());
    }

    /** Another API of the same account, at its own address: with its credentials, http and errors. */
    public <A> CarrierClient<A> client(Class<A> api, URI baseUrl) {
        return new CarrierClient<>(settings.name(), credentials,
                secrets -> CarrierClient.connect(api, baseUrl, secrets, http, requestFilter), http, settings.errors(), mapper);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    boolean isConfigured() {
        return client.isConfigured();
    }

    /** Reads the account itself, which an account that may not be used is told about too. */
    Uni<Void> verify() {
        return query(TwilioApi::account, TwilioApiTypes.Account.class).invoke(account -> {
            if (!ACTIVE.equals(require(account.status(), false))) {
                throw new CarrierException(CarrierFailure.ACCOUNT_RESTRICTED, "The account is not active");
            }
        }).replaceWithVoid();
    }

    <T> Uni<T> query(Request request, Class<T> type) {
        return client.query(api -> request.of(api, id), type);
    }

    <T> Uni<T> mutate(Request request, Class<T> type) {
        return client.mutate(api -> request.of(api, id), type);
    }

    <T> Uni<T> buy(Request request, Class<T> type) {
        return client.mutate(settings.purchaseErrors(), api -> request.of(api, id), type);
    }

    Uni<Void> mutate(Request request, Response.Status success) {
        return client.mutate(api -> request.of(api, id), success);
    }

    <T> T require(T value, boolean mutation) {
        return client.require(value, mutation);
    }

    String webhook(URI url) {
        return url == null ? null : url + settings.webhookOverride();
    }

    /** One call, for one account. */
    interface Request {
        Uni<Response> of(TwilioApi api, String account);
    }
}
