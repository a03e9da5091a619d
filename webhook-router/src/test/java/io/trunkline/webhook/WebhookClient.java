package io.trunkline.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;

/** Sends webhooks like Twilio and Clerk. It does not use the signature code under test. */
public final class WebhookClient {

    public static final String SMS = "/api/webhooks/twilio/sms";
    public static final String STATUS = "/api/webhooks/twilio/status";
    public static final String CLERK = "/api/webhooks/clerk";

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI service;

    WebhookClient(URI service) {
        this.service = service;
    }

    /** The parameters of a plain text, as Twilio sends them. */
    public static Map<String, String> text(String from, String to, String body) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ToCountry", "US");
        form.put("MessageSid", newSid());
        form.put("AccountSid", WebhookSecrets.ACCOUNT);
        form.put("From", from);
        form.put("To", to);
        form.put("Body", body);
        form.put("NumMedia", "0");
        form.put("NumSegments", "1");
        form.put("SmsStatus", "received");
        form.put("ApiVersion", "2010-04-01");
        return form;
    }

    public static Map<String, String> report(String from, String to, String messageSid, String status) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MessageSid", messageSid);
        form.put("MessageStatus", status);
        form.put("AccountSid", WebhookSecrets.ACCOUNT);
        form.put("From", from);
        form.put("To", to);
        form.put("ApiVersion", "2010-04-01");
        return form;
    }

    public static String newSid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Signed with the current token over the public address, as Twilio does. */
    public HttpResponse<String> twilio(String path, Map<String, String> form) {
        return send(signed(path, form));
    }

    /** An encoded form, byte for byte. */
    public HttpResponse<String> twilioForm(String path, String form) {
        return post(path, form.getBytes(UTF_8), "X-Twilio-Signature",
                TwilioSigner.signForm(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + path, form));
    }

    public HttpRequest signed(String path, Map<String, String> form) {
        return request(path, "X-Twilio-Signature",
                TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + path, form))
                .POST(BodyPublishers.ofByteArray(encode(form))).build();
    }

    /** Signed by another account. */
    public HttpResponse<String> twilio(String path, Map<String, String> form, String account, String token) {
        form.put("AccountSid", account);
        return post(path, encode(form), "X-Twilio-Signature",
                TwilioSigner.sign(token, WebhookSecrets.PUBLIC_BASE + path, form));
    }

    public HttpResponse<String> clerk(String body) {
        return clerk("msg_" + UUID.randomUUID(), body);
    }

    public HttpResponse<String> clerk(String id, String body) {
        return clerk(WebhookSecrets.CLERK, id, Instant.now().getEpochSecond(), body);
    }

    public HttpResponse<String> clerk(String secret, String id, long timestamp, String body) {
        return post(CLERK, body.getBytes(UTF_8), "Content-Type", "application/json", "svix-id", id, "svix-timestamp",
                Long.toString(timestamp), "svix-signature", signSvix(secret, id, timestamp, body));
    }

    public static String signSvix(String secret, String id, long timestamp, String body) {
        try {
            return new Webhook(secret).sign(id, timestamp, body);
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form unless the headers have another content type. Headers may be repeated. */
    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path, headers).POST(BodyPublishers.ofByteArray(body));
        return send(request.build());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equalsIgnoreCase("content-type");
        }
        return typed ? request : request.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    }

    /** Retries a 503 like a carrier: this machine may be too busy for Kafka to confirm in time. */
    public HttpResponse<String> send(HttpRequest request) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO)
                .until(() -> sendOnce(request), answer -> answer.statusCode() != 503);
    }

    public HttpResponse<String> sendOnce(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&")).getBytes(UTF_8);
    }
}
