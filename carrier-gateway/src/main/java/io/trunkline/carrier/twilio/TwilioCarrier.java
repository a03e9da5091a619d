package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.twilio.TwilioClient.require;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
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
import io.trunkline.kit.number.PhoneNumbers;

/**
 * Twilio over its REST API 2010-04-01: one account, HTTP Basic, forms in, JSON out.
 * <p>
 * A purchase cannot be made idempotent at Twilio; our reference in {@code FriendlyName} is what tells a purchase whose
 * answer was lost from one that never happened.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 */
@ApplicationScoped
class TwilioCarrier implements Carrier {

    private static final String NAME = "twilio";
    private static final String POST = "POST";
    private static final int PAGE = 200;

    private final TwilioConfig config;
    private final TwilioClient twilio;
    private final TwilioSearch search;
    private final TwilioMessages messages;

    TwilioCarrier(TwilioConfig config, ObjectMapper mapper) {
        this.config = config;
        this.twilio = new TwilioClient(config, mapper);
        this.search = new TwilioSearch(twilio);
        this.messages = new TwilioMessages(twilio);
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
    public Duration longestCall() {
        return config.totalTimeout();
    }

    @Override
    public Uni<List<String>> search(NumberSearch wanted) {
        return search.search(wanted);
    }

    @Override
    public Uni<OwnedNumber> order(NumberPurchase purchase) {
        return twilio.tell((api, account) -> api.buy(account, purchase.e164(), purchase.reference(),
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
        return twilio.tell((api, account) -> api.configure(account, carrierNumberId, webhook(webhooks.messages()), POST),
                TwilioTypes.IncomingNumber.class).map(number -> owned(number, true));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return twilio.call(true, (api, account) -> api.release(account, carrierNumberId))
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
        return twilio.ask((api, account) -> api.owned(account, e164, reference, PAGE, parameter(cursor, "Page"),
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
        return messages.send(message, webhook(message.webhooks().messageStatus()));
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return messages.findSent(message, since);
    }

    private String webhook(URI url) {
        return url + config.webhookOverride().orElse("");
    }
}
