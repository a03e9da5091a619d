package io.trunkline.carrier.adapter.twilioapi;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.ErrorTable;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.PhoneNumbers;

/**
 * An account at a carrier with the REST API 2010-04-01: HTTP Basic, forms in, JSON out. A subclass configures it and adds what
 * differs at its carrier.
 * <p>
 * A purchase cannot be made idempotent. Our reference in {@code FriendlyName} distinguishes a purchase whose response was lost
 * from one that was never executed.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message</a>
 */
public abstract class TwilioApiCarrier implements Carrier {

    private static final String ACTIVE = "active";
    private static final int PAGE_SIZE = 200;

    private final String name;
    private final String accountSid;
    private final CarrierClient<TwilioApi> client;
    private final ErrorTable purchaseErrors;
    private final TwilioApiDocuments.Lookup documents;
    private final String webhookSuffix;

    /**
     * @param accountSid in the path of every request; null when the account is not configured
     * @param purchaseErrors the error table of purchases
     * @param webhookSuffix appended to every webhook URL that is registered; may be empty
     */
    protected TwilioApiCarrier(String name, String accountSid, CarrierClient<TwilioApi> client, ErrorTable purchaseErrors,
            TwilioApiDocuments.Lookup documents, String webhookSuffix) {
        this.name = name;
        this.accountSid = accountSid;
        this.client = client;
        this.purchaseErrors = purchaseErrors;
        this.documents = documents;
        this.webhookSuffix = webhookSuffix;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public boolean isConfigured() {
        return client.isConfigured();
    }

    @Override
    public final Optional<String> accountId() {
        return Optional.ofNullable(accountSid);
    }

    /** Reads the account resource, which a suspended account may read too. */
    @Override
    public Uni<Void> verify() {
        return client.query(api -> api.account(accountSid), TwilioApiTypes.Account.class).invoke(account -> {
            if (!ACTIVE.equals(client.require(account.status(), false))) {
                throw new CarrierException(CarrierFailure.ACCOUNT_RESTRICTED, "The account is not active");
            }
        }).replaceWithVoid();
    }

    /** Reads the first number: for a user that may not read the account resource. */
    protected final Uni<Void> verifyByNumbers() {
        return client.query(api -> api.owned(accountSid, null, null, 1, null, null), TwilioApiTypes.IncomingNumbers.class)
                .invoke(page -> client.require(page.incomingPhoneNumbers(), false)).replaceWithVoid();
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        if (!TwilioApiSearch.isSupported(search)) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                    "Outside the US and Canada an area code and digits cannot be searched together"));
        }
        TwilioApiSearch query = new TwilioApiSearch(search, documents.find(search.country(), search.numberType()));
        return client.query(api -> api.available(accountSid, search.country(), query.type(), query, search.limit()),
                TwilioApiTypes.AvailableNumbers.class)
                .map(found -> query.select(client.require(found.availablePhoneNumbers(), false)))
                .onFailure(TwilioApiCarrier::isUnknownType).recoverWithItem(List.of());
    }

    private static boolean isUnknownType(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.NOT_FOUND;
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        TwilioApiDocuments given = PhoneNumbers.describe(purchase.e164())
                .map(number -> documents.find(number.country(), number.numberType())).orElse(TwilioApiDocuments.NONE);
        return client.mutate(purchaseErrors,
                api -> api.buy(accountSid, purchase.e164(), purchase.reference(), webhookParameters(purchase.webhooks()),
                        given.addressSid(), given.bundleSid(), given.identitySid()),
                TwilioApiTypes.IncomingNumber.class)
                .map(bought -> toOwnedNumber(bought, true))
                // The response to our own purchase, whichever name it contains. Another number is ours only under our name.
                .map(number -> new OrderOutcome.Owned(
                        number.e164().equals(purchase.e164()) ? number.withReference(purchase.reference()) : number));
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return listOwned(null, reference)
                .map(found -> found.stream().filter(number -> reference.equals(number.reference()))
                        .<OrderOutcome> map(OrderOutcome.Owned::new).toList());
    }

    /** The API's filter also matches parts of numbers, so the results are compared. */
    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return listOwned(e164, null)
                .map(found -> found.stream().filter(number -> e164.equals(number.e164())).findFirst());
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return client.mutate(api -> api.configure(accountSid, carrierNumberId, webhookParameters(webhooks)),
                TwilioApiTypes.IncomingNumber.class)
                .map(number -> toOwnedNumber(number, true))
                .map(number -> client.require(carrierNumberId.equals(number.carrierNumberId()) ? number : null, true));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return client.mutate(api -> api.release(accountSid, carrierNumberId), Response.Status.NO_CONTENT);
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return listOwned(null, null);
    }

    private Uni<List<OwnedNumber>> listOwned(String e164, String reference) {
        return listPages(e164, reference, new QueryStringDecoder(""), new ArrayList<>(), new HashSet<>());
    }

    /** @param cursor the next page's URI, from the page before; only its parameters are used, never its path or host */
    private Uni<List<OwnedNumber>> listPages(String e164, String reference, QueryStringDecoder cursor,
            List<OwnedNumber> numbers, Set<String> visited) {
        return client.query(api -> api.owned(accountSid, e164, reference, PAGE_SIZE, parameter(cursor, "Page"),
                parameter(cursor, "PageToken")), TwilioApiTypes.IncomingNumbers.class).flatMap(page -> {
                    client.require(page.incomingPhoneNumbers(), false)
                            .forEach(number -> numbers.add(toOwnedNumber(number, false)));
                    String next = client.require(page.nextPageUri(), false).textValue();
                    if (next == null) {
                        return Uni.createFrom().item(numbers);
                    }
                    if (!visited.add(next)) {
                        return Uni.createFrom()
                                .failure(new CarrierException(CarrierFailure.PROTOCOL_ERROR, "The pages repeat"));
                    }
                    return listPages(e164, reference, new QueryStringDecoder(next), numbers, visited);
                });
    }

    private static String parameter(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    private OwnedNumber toOwnedNumber(TwilioApiTypes.IncomingNumber number, boolean mutation) {
        client.require(PhoneNumbers.isE164(number.phoneNumber()) ? number : null, mutation);
        return new OwnedNumber(number.phoneNumber(), client.require(number.sid(), mutation),
                client.require(number.accountSid(), mutation), number.friendlyName(),
                TwilioApiTypes.capabilities(number.capabilities()), TwilioApiTypes.parseDate(number.dateCreated()));
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        return client.mutate(api -> api.send(accountSid, TwilioApiMessages.address(message, message.from()),
                TwilioApiMessages.address(message, message.to()), message.body(), message.mediaUrls(),
                webhookUrl(message.webhooks().messageStatus())), TwilioApiTypes.Message.class)
                .map(sent -> toSentMessage(sent, true));
    }

    /**
     * Reads the newest page of messages between the two numbers and compares them here. The API filters by the date sent, which
     * a queued message does not have.
     */
    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return client.query(api -> api.sent(accountSid, TwilioApiMessages.address(message, message.from()),
                TwilioApiMessages.address(message, message.to()), PAGE_SIZE), TwilioApiTypes.Messages.class)
                .map(found -> TwilioApiMessages.select(client.require(found.messages(), false), message).stream()
                        .map(sent -> toSentMessage(sent, false)).toList())
                .map(found -> TwilioApiMessages.since(found, since));
    }

    private SentMessage toSentMessage(TwilioApiTypes.Message sent, boolean mutation) {
        return new SentMessage(client.require(sent.sid(), mutation), TwilioApiTypes.parseDate(sent.dateCreated()));
    }

    private TwilioApiWebhooks webhookParameters(Webhooks webhooks) {
        return new TwilioApiWebhooks(webhooks, this::webhookUrl);
    }

    private String webhookUrl(URI url) {
        return url == null ? null : url + webhookSuffix;
    }
}
