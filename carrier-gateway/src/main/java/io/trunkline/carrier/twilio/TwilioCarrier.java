package io.trunkline.carrier.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.http.AnswerLimit;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.NumberType;
import io.trunkline.kit.number.PhoneNumbers;

/**
 * Twilio over its REST API 2010-04-01: one account, HTTP Basic, forms in, JSON out.
 * <p>
 * A purchase cannot be made idempotent at Twilio; our reference in {@code FriendlyName} is what tells a purchase whose
 * answer was lost from one that never happened.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">AvailablePhoneNumber</a>
 */
@ApplicationScoped
class TwilioCarrier implements Carrier {

    private static final String NAME = "twilio";
    private static final String POST = "POST";
    private static final Set<String> COUNTRIES_WITH_AREA_CODE_SEARCH = Set.of("US", "CA");
    private static final int PAGE = 200;
    private static final int IDLE_SECONDS = 15;

    private final TwilioConfig config;
    private final ObjectReader json;
    private final String account;
    /** Null while the credentials are missing. */
    private final TwilioApi api;

    TwilioCarrier(TwilioConfig config, ObjectMapper mapper) {
        this.config = config;
        this.json = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.account = config.accountSid().orElse(null);
        Optional<String> token = config.authTokens().flatMap(tokens -> tokens.stream().findFirst());
        this.api = account == null || token.isEmpty() ? null : connect(config, account, token.get());
    }

    private static TwilioApi connect(TwilioConfig config, String account, String token) {
        String credentials = "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
        ClientRequestFilter authorize = request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, credentials);
        return QuarkusRestClientBuilder.newBuilder().baseUri(config.baseUrl())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // No decompression: the limit counts what was sent. Idle connections go before the carrier closes them: a
                // purchase sent into a closing connection is a purchase in doubt.
                .httpClientOptionsCustomizer(options -> options.setDecompressionSupported(false)
                        .setKeepAliveTimeout(IDLE_SECONDS))
                .httpClientRequestCustomizer(new AnswerLimit(config.maxAnswer().asLongValue()))
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(authorize)
                .build(TwilioApi.class);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.NUMBERS, Capability.SMS, Capability.MMS);
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        boolean byAreaCode = COUNTRIES_WITH_AREA_CODE_SEARCH.contains(search.country());
        String areaCode = byAreaCode ? search.areaCode() : null;
        String contains = byAreaCode ? null : search.areaCode();
        // Elsewhere the search hides mobile numbers that do carry messages once bought (twilio/twilio-php#912).
        Boolean smsEnabled = byAreaCode ? true : null;
        return ask(twilio -> twilio.available(account, search.country(), path(search.numberType()), areaCode, contains,
                smsEnabled, true, search.limit()), TwilioTypes.AvailableNumbers.class)
                .map(found -> forSale(found, search))
                .onFailure(failure -> is(failure, CarrierFailure.NOT_FOUND)).recoverWithItem(List.of());
    }

    private static List<AvailableNumber> forSale(TwilioTypes.AvailableNumbers found, NumberSearch search) {
        return require(found.availablePhoneNumbers(), false).stream()
                .filter(number -> PhoneNumbers.isE164(number.phoneNumber()))
                .filter(number -> search.areaCode() == null || PhoneNumbers.describe(number.phoneNumber())
                        .filter(described -> search.areaCode().equals(described.areaCode())).isPresent())
                .map(number -> new AvailableNumber(number.phoneNumber(), TwilioTypes.capabilities(number.capabilities())))
                .limit(search.limit()).toList();
    }

    private static String path(NumberType type) {
        return switch (type) {
            case LOCAL -> "Local";
            case TOLL_FREE -> "TollFree";
            case MOBILE -> "Mobile";
        };
    }

    @Override
    public Uni<OwnedNumber> order(NumberPurchase purchase) {
        return tell(twilio -> twilio.buy(account, purchase.e164(), purchase.reference(),
                webhook(purchase.webhooks().messages()), POST), TwilioTypes.IncomingNumber.class)
                .map(number -> owned(number, true))
                .invoke(number -> {
                    if (!number.e164().equals(purchase.e164())) {
                        throw new CarrierException(CarrierFailure.OUTCOME_UNKNOWN, "twilio answered with another number");
                    }
                });
    }

    @Override
    public Uni<List<OwnedNumber>> findByReference(String reference) {
        return owned(null, reference)
                .map(found -> found.stream().filter(number -> reference.equals(number.reference())).toList());
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        // The filter also takes parts of numbers, so what it finds is compared.
        return owned(e164, null)
                .map(found -> found.stream().filter(number -> e164.equals(number.e164())).findFirst());
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return tell(twilio -> twilio.configure(account, carrierNumberId, webhook(webhooks.messages()), POST),
                TwilioTypes.IncomingNumber.class).map(number -> owned(number, true));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return call(true, twilio -> twilio.release(account, carrierNumberId))
                .invoke(answer -> require(answer.getStatus() == Response.Status.NO_CONTENT.getStatusCode() ? answer : null,
                        true))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return owned(null, null);
    }

    private Uni<List<OwnedNumber>> owned(String e164, String reference) {
        return pages(e164, reference, new QueryStringDecoder(""), new ArrayList<>(), new HashSet<>());
    }

    /** @param cursor of the page, taken from the page before; only its parameters are used, never its path or host */
    private Uni<List<OwnedNumber>> pages(String e164, String reference, QueryStringDecoder cursor, List<OwnedNumber> numbers,
            Set<String> visited) {
        return ask(twilio -> twilio.owned(account, e164, reference, PAGE, parameter(cursor, "Page"),
                parameter(cursor, "PageToken")), TwilioTypes.IncomingNumbers.class).flatMap(page -> {
                    require(page.incomingPhoneNumbers(), false).forEach(number -> numbers.add(owned(number, false)));
                    String next = require(page.nextPageUri(), false).textValue();
                    if (next == null) {
                        return Uni.createFrom().item(numbers);
                    }
                    if (!visited.add(next)) {
                        return Uni.createFrom()
                                .failure(new CarrierException(CarrierFailure.PROTOCOL_ERROR, "twilio's pages run in a circle"));
                    }
                    return pages(e164, reference, new QueryStringDecoder(next), numbers, visited);
                });
    }

    private static String parameter(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    private static OwnedNumber owned(TwilioTypes.IncomingNumber number, boolean changed) {
        if (!PhoneNumbers.isE164(number.phoneNumber())) {
            throw TwilioErrors.unreadable(changed);
        }
        return new OwnedNumber(number.phoneNumber(), require(number.sid(), changed), require(number.accountSid(), changed),
                number.friendlyName(), TwilioTypes.capabilities(number.capabilities()), TwilioTypes.date(number.dateCreated()));
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        return tell(twilio -> twilio.send(account, message.from(), message.to(), message.body(), message.mediaUrls(),
                webhook(message.webhooks().messageStatus())), TwilioTypes.Message.class)
                .map(sent -> new SentMessage(require(sent.sid(), true), TwilioTypes.date(sent.dateCreated())));
    }

    /**
     * Reads the newest page of what went from this sender to this recipient and compares in here: the API filters by the
     * date sent, which a message that still waits in the queue does not have.
     */
    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        return ask(twilio -> twilio.sent(account, message.from(), message.to(), PAGE), TwilioTypes.Messages.class)
                .map(found -> require(found.messages(), false).stream()
                        .filter(sent -> Objects.equals(text(message.body()), text(sent.body())))
                        .map(sent -> new SentMessage(require(sent.sid(), false), TwilioTypes.date(sent.dateCreated())))
                        .filter(sent -> sent.takenAt() != null && !sent.takenAt().isBefore(second))
                        .sorted(Comparator.comparing(SentMessage::takenAt)).toList());
    }

    private static String text(String body) {
        return body == null ? "" : body;
    }

    private String webhook(URI url) {
        return url + config.webhookOverride().orElse("");
    }

    private <T> Uni<T> ask(Function<TwilioApi, Uni<Response>> request, Class<T> type) {
        return call(false, request).map(answer -> read(answer, type, false));
    }

    private <T> Uni<T> tell(Function<TwilioApi, Uni<Response>> request, Class<T> type) {
        return call(true, request).map(answer -> read(answer, type, true));
    }

    private Uni<Response> call(boolean changes, Function<TwilioApi, Uni<Response>> request) {
        if (api == null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "The credentials of the carrier 'twilio' are not configured"));
        }
        return Uni.createFrom().deferred(() -> request.apply(api))
                .ifNoItem().after(config.totalTimeout()).fail()
                .onFailure().transform(failure -> TwilioErrors.unanswered(failure, changes))
                .invoke(answer -> refuse(answer, changes));
    }

    private void refuse(Response answer, boolean changes) {
        if (answer.getStatus() / 100 != 2) {
            TwilioTypes.Failure failure = parse(answer, TwilioTypes.Failure.class);
            throw TwilioErrors.refused(answer.getStatus(), failure == null ? null : failure.code(),
                    answer.getHeaderString(HttpHeaders.RETRY_AFTER), changes);
        }
    }

    private <T> T read(Response answer, Class<T> type, boolean changed) {
        return require(parse(answer, type), changed);
    }

    /** Null when it is not Twilio's JSON. */
    private <T> T parse(Response answer, Class<T> type) {
        try {
            return json.forType(type).readValue(answer.readEntity(String.class));
        } catch (JsonProcessingException | RuntimeException garbled) {
            return null;
        }
    }

    private static <T> T require(T value, boolean changed) {
        if (value == null) {
            throw TwilioErrors.unreadable(changed);
        }
        return value;
    }

    private static boolean is(Throwable failure, CarrierFailure wanted) {
        return failure instanceof CarrierException carrier && carrier.failure() == wanted;
    }
}
