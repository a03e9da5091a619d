package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.kit.secret.SecretFiles;
import io.trunkline.webhook.ingress.Rejection;
import io.trunkline.webhook.ingress.WebhookRejectedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Verifies that Twilio sent a request for one of our accounts and signed every byte of the body with that account's token.
 * Requests of accounts that are not configured are rejected. Whether the account holds the number is judged later, where the
 * number's owner is known for sure.
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

    /**
     * @param publicBase where carriers reach webhook-router, such as {@code https://hooks.example.com}; part of what they sign
     */
    TwilioVerifier(@ConfigProperty(name = "trunkline.public-base-url") URI publicBase,
            TwilioConfig config, SecretFiles secrets) {
        this.signatures = TwilioConfig.all(config).filter(account -> account.accountSid().isPresent())
                .collect(Collectors.toUnmodifiableMap(account -> account.accountSid().orElseThrow(),
                        account -> new TwilioSignature(publicBase, config.webhookOverride(),
                                secrets.of("Twilio " + account.accountSid().orElseThrow(),
                                        account.authTokensFile(), account.authTokens(), token -> token.getBytes(UTF_8)))));
    }

    /**
     * A verified form.
     *
     * @param account the SID of the account that sent and signed it
     */
    record VerifiedForm(String account, FormParameters form) {
    }

    /** @throws WebhookRejectedException when the signature is invalid; the response reveals nothing about the body */
    VerifiedForm verify(HttpServerRequest request, byte[] body) {
        List<String> given = request.headers().getAll(HEADER);
        if (given.size() != 1 || given.get(0).length() != SIGNATURE_LENGTH) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        FormParameters form = parseForm(request, body);
        String account = form.value("AccountSid");
        // Before the signature is computed, which costs more.
        if (account == null || !signatures.containsKey(account)) {
            throw new WebhookRejectedException(Rejection.ACCOUNT);
        }
        if (!signatures.get(account).matches(given.get(0), pathAndQuery(request), form)) {
            throw new WebhookRejectedException(Rejection.SIGNATURE);
        }
        return new VerifiedForm(account, form);
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
