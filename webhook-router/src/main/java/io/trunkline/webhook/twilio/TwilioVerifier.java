package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.webhook.ingress.Refusal;
import io.trunkline.webhook.ingress.RefusedException;
import io.trunkline.webhook.route.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Decides whether a request is Twilio's, for the account that holds the number it is about, with every byte of its body
 * signed. Without a configured account every request is refused.
 */
@ApplicationScoped
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
            RouteTable routes) {
        this.account = account.orElse("");
        this.signature = new TwilioSignature(publicBase, authTokens.orElse(List.of()));
        this.routes = routes;
    }

    /** The account whose webhooks are verified here. */
    String account() {
        return account;
    }

    /**
     * @param ourSide the parameter that names our number
     * @throws RefusedException when it is not Twilio's, or no form can be read from it
     */
    <T> T verified(HttpServerRequest request, byte[] body, String ourSide, Function<Form, T> reading) {
        List<String> signatures = request.headers().getAll(HEADER);
        if (signatures.size() != 1 || signatures.get(0).length() != SIGNATURE_LENGTH) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
        try {
            Form form = signedForm(request, body);
            requireAccount(form, ourSide);
            if (!signature.matches(signatures.get(0), pathAndQuery(request), form)) {
                throw new RefusedException(Refusal.SIGNATURE);
            }
            return reading.apply(form);
        } catch (MalformedFormException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    /**
     * The owner of the number decides whose secret counts, never the request: another customer of Twilio also has a valid
     * signature, his own.
     */
    private void requireAccount(Form form, String ourSide) {
        String number = form.text(ourSide);
        String owner = number == null ? account : routes.accountOf(Address.numberIn(number)).orElse(account);
        String claimed = form.text("AccountSid");
        if (!owner.equals(account) || claimed != null && !claimed.equals(owner)) {
            throw new RefusedException(Refusal.ACCOUNT);
        }
    }

    /**
     * A form is signed by its parameters, any other body by its hash in the query; a body signed by neither is forged, even
     * when the signature of the address is right: it was taken from a request without a body.
     */
    private static Form signedForm(HttpServerRequest request, byte[] body) {
        String hash = bodyHash(request.query());
        if (isForm(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            if (hash != null) {
                throw new RefusedException(Refusal.SIGNATURE);
            }
            return Form.parse(body);
        }
        if ((hash != null || body.length > 0) && !isHashOf(body, hash)) {
            throw new RefusedException(Refusal.SIGNATURE);
        }
        return Form.EMPTY;
    }

    private static boolean isForm(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, FORM, 0, FORM.length())
                && (contentType.length() == FORM.length() || contentType.charAt(FORM.length()) == ';');
    }

    private static String bodyHash(String query) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            if (parameter.startsWith(BODY_HASH)) {
                return parameter.substring(BODY_HASH.length());
            }
        }
        return null;
    }

    private static boolean isHashOf(byte[] body, String hash) {
        try {
            String right = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return hash != null && MessageDigest.isEqual(right.getBytes(ISO_8859_1), hash.getBytes(ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JRE has SHA-256", e);
        }
    }

    /** A request line may hold a whole address; its host is the client's word. */
    private static String pathAndQuery(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith("/") ? uri : request.path() + (request.query() == null ? "" : "?" + request.query());
    }
}
