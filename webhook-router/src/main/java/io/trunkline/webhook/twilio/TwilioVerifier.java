package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.kit.secret.SecretFiles;
import io.trunkline.webhook.ingress.Rejection;
import io.trunkline.webhook.ingress.WebhookRejectedException;
import io.trunkline.webhook.route.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Verifies that Twilio sent a request, for the account that holds the number, and that this account signed every byte of the
 * body. Requests of accounts that are not configured are rejected.
 */
@Singleton
class TwilioVerifier {

    private static final String HEADER = "X-Twilio-Signature";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BODY_HASH = "bodySHA256=";
    /** 20 bytes in Base64. */
    private static final int SIGNATURE_LENGTH = 28;

    /** By the account's SID. */
    private final Map<String, TwilioSignature> signatures;
    private final RouteTable routes;

    /**
     * @param publicBase where carriers reach webhook-router, such as {@code https://hooks.example.com}; part of what they sign
     */
    TwilioVerifier(@ConfigProperty(name = "trunkline.public-base-url") URI publicBase,
            TwilioConfig config, SecretFiles secrets, RouteTable routes) {
        this.signatures = TwilioConfig.all(config).filter(account -> account.accountSid().isPresent())
                .collect(Collectors.toUnmodifiableMap(account -> account.accountSid().orElseThrow(),
                        account -> new TwilioSignature(publicBase, secrets.of("Twilio " + account.accountSid().orElseThrow(),
                                account.authTokensFile(), account.authTokens(), token -> token.getBytes(UTF_8)))));
        this.routes = routes;
    }

    /**
     * A verified webhook.
     *
     * @param account the SID of the account that sent and signed it
     */
    record VerifiedWebhook<T>(String account, T content) {
    }

    /**
     * Verifies and parses a request.
     *
     * @param ourNumberParameter the name of the parameter with our number
     * @throws WebhookRejectedException when the signature is invalid or the webhook is malformed; the response reveals nothing
     *         about the body before the signature is verified
     */
    <T> VerifiedWebhook<T> verify(HttpServerRequest request, byte[] body, String ourNumberParameter,
            Function<FormParameters, T> parser) {
        List<String> given = request.headers().getAll(HEADER);
        if (given.size() != 1 || given.get(0).length() != SIGNATURE_LENGTH) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        FormParameters form = parseForm(request, body);
        String account = verifyAccount(form, ourNumberParameter);
        if (!signatures.get(account).matches(given.get(0), pathAndQuery(request), form)) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        try {
            return new VerifiedWebhook<>(account, parser.apply(form));
        } catch (MalformedFormException e) {
            throw new WebhookRejectedException(Rejection.MALFORMED);
        }
    }

    /**
     * The account that holds the number selects the token, not the request: another customer of Twilio, or a holder of the
     * token of another account of ours, can also create valid signatures. Only for a number without a known owner is the
     * request's {@code AccountSid} used. An account that is not configured is rejected before the signature is computed, which
     * costs more.
     */
    private String verifyAccount(FormParameters form, String ourNumberParameter) {
        String claimed = form.value("AccountSid");
        String number = form.value(ourNumberParameter);
        Optional<String> owner = number == null ? Optional.empty() : routes.accountOf(TwilioAddress.withoutChannel(number));
        if (claimed == null || !signatures.containsKey(claimed) || !owner.orElse(claimed).equals(claimed)) {
            throw new WebhookRejectedException(Rejection.ACCOUNT);
        }
        return claimed;
    }

    /**
     * Twilio signs a form by its parameters. A body that is signed by a hash in the query is not a messaging webhook. A body
     * that is signed by neither is forged even if the signature of the URL is valid: that signature was taken from a request
     * without a body.
     */
    private static FormParameters parseForm(HttpServerRequest request, byte[] body) {
        String query = request.query();
        if (!isForm(request.getHeader(HttpHeaders.CONTENT_TYPE)) || query != null && query.contains(BODY_HASH)) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        try {
            return FormParameters.parse(body);
        } catch (MalformedFormException e) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
    }

    private static boolean isForm(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, FORM, 0, FORM.length())
                && (contentType.length() == FORM.length() || contentType.charAt(FORM.length()) == ';');
    }

    /** A request line may contain an absolute URL, whose host is not trusted. */
    private static String pathAndQuery(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith("/") ? uri : request.path() + (request.query() == null ? "" : "?" + request.query());
    }
}
