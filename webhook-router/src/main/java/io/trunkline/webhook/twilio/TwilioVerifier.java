package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.kit.secret.SecretFiles;
import io.trunkline.webhook.ingress.Refusal;
import io.trunkline.webhook.ingress.RefusedException;
import io.trunkline.webhook.route.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Decides whether a request is Twilio's, for the account that holds the number it is about, with every byte of its body
 * signed. Without a configured account every request is refused.
 */
@Singleton
class TwilioVerifier {

    private static final String HEADER = "X-Twilio-Signature";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BODY_HASH = "bodySHA256=";
    /** 20 bytes in Base64. */
    private static final int SIGNATURE_LENGTH = 28;

    private final String account;
    private final TwilioSignature signature;
    private final RouteTable routes;

    TwilioVerifier(@ConfigProperty(name = "trunkline.public-base-url") URI publicBase,
            @ConfigProperty(name = "trunkline.carriers.twilio.account-sid") Optional<String> account,
            @ConfigProperty(name = "trunkline.carriers.twilio.auth-tokens") Optional<List<String>> authTokens,
            @ConfigProperty(name = "trunkline.carriers.twilio.auth-tokens-file") Optional<Path> authTokensFile,
            SecretFiles secrets, RouteTable routes) {
        this.account = account.orElse("");
        this.signature = new TwilioSignature(publicBase,
                secrets.of("twilio", authTokensFile, authTokens, token -> token.getBytes(UTF_8)));
        this.routes = routes;
    }

    /** The account whose webhooks are verified here. */
    String account() {
        return account;
    }

    /**
     * @param ourSide the parameter that names our number
     * @throws RefusedException when it is not Twilio's, or is none of the webhooks that come in here; nothing is told about
     *         a request before its signature is proven
     */
    <T> T verified(HttpServerRequest request, byte[] body, String ourSide, Function<Form, T> reading) {
        List<String> signatures = request.headers().getAll(HEADER);
        if (signatures.size() != 1 || signatures.get(0).length() != SIGNATURE_LENGTH) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
        Form form = form(request, body);
        requireAccount(form, ourSide);
        if (!signature.matches(signatures.get(0), pathAndQuery(request), form)) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
        try {
            return reading.apply(form);
        } catch (MalformedFormException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    /**
     * The owner of the number decides whose secret counts, never the request: another customer of Twilio also has a valid
     * signature, his own. Whoever names no account is refused before his signature is computed, which costs more.
     */
    private void requireAccount(Form form, String ourSide) {
        String number = form.text(ourSide);
        String owner = number == null ? account : routes.accountOf(Address.numberIn(number)).orElse(account);
        String claimed = form.text("AccountSid");
        if (!owner.equals(account) || !owner.equals(claimed)) {
            throw new RefusedException(Refusal.ACCOUNT);
        }
    }

    /**
     * A form is signed by its parameters. What is signed by a hash in the query instead is no messaging webhook, and what is
     * signed by neither is forged even when the signature of the address is right: it was taken from a request without a body.
     */
    private static Form form(HttpServerRequest request, byte[] body) {
        String query = request.query();
        if (!isForm(request.getHeader(HttpHeaders.CONTENT_TYPE)) || query != null && query.contains(BODY_HASH)) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
        try {
            return Form.parse(body);
        } catch (MalformedFormException e) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
    }

    private static boolean isForm(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, FORM, 0, FORM.length())
                && (contentType.length() == FORM.length() || contentType.charAt(FORM.length()) == ';');
    }

    /** A request line may hold a whole address; its host is the client's word. */
    private static String pathAndQuery(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith("/") ? uri : request.path() + (request.query() == null ? "" : "?" + request.query());
    }
}
