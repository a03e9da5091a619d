package io.trunkline.carrier.adapter.twilioapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.PhoneNumbers;

/**
 * The account's numbers. A purchase cannot be made idempotent; our reference in {@code FriendlyName} is what tells a purchase
 * whose answer was lost from one that never happened.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 */
final class TwilioApiNumbers {

    private static final int PAGE = 200;

    private final TwilioApiAccount account;
    private final TwilioApiDocuments.Lookup documents;

    TwilioApiNumbers(TwilioApiAccount account, TwilioApiDocuments.Lookup documents) {
        this.account = account;
        this.documents = documents;
    }

    Uni<OrderOutcome> order(NumberPurchase purchase) {
        TwilioApiDocuments given = PhoneNumbers.describe(purchase.e164())
                .map(number -> documents.find(number.country(), number.numberType())).orElse(TwilioApiDocuments.NONE);
        return account.buy((api, id) -> api.buy(id, purchase.e164(), purchase.reference(), parameters(purchase.webhooks()),
                given.addressSid(), given.bundleSid(), given.identitySid()), TwilioApiTypes.IncomingNumber.class)
                .map(number -> toOwnedNumber(number, true))
                .invoke(number -> {
                    if (!number.e164().equals(purchase.e164())) {
                        throw new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
                                "The carrier answered with another number");
                    }
                })
                // The answer to our own purchase, whatever it calls the number.
                .map(number -> new OrderOutcome.Owned(new OwnedNumber(number.e164(), number.carrierNumberId(),
                        number.carrierAccount(), purchase.reference(), number.capabilities(), number.ownedSince())));
    }

    Uni<List<OrderOutcome>> findOrders(String reference) {
        return listOwned(null, reference)
                .map(found -> found.stream().filter(number -> reference.equals(number.reference()))
                        .<OrderOutcome> map(OrderOutcome.Owned::new).toList());
    }

    Uni<Optional<OwnedNumber>> findByE164(String e164) {
        // The filter also takes parts of numbers, so what it finds is compared.
        return listOwned(e164, null)
                .map(found -> found.stream().filter(number -> e164.equals(number.e164())).findFirst());
    }

    Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return account.mutate((api, id) -> api.configure(id, carrierNumberId, parameters(webhooks)),
                TwilioApiTypes.IncomingNumber.class).map(number -> toOwnedNumber(number, true))
                .map(number -> account.require(carrierNumberId.equals(number.carrierNumberId()) ? number : null, true));
    }

    private TwilioApiWebhooks parameters(Webhooks webhooks) {
        return new TwilioApiWebhooks(webhooks, account::webhook);
    }

    Uni<Void> release(String carrierNumberId) {
        return account.mutate((api, id) -> api.release(id, carrierNumberId), Response.Status.NO_CONTENT);
    }

    Uni<List<OwnedNumber>> listOwned() {
        return listOwned(null, null);
    }

    private Uni<List<OwnedNumber>> listOwned(String e164, String reference) {
        return listPages(e164, reference, new QueryStringDecoder(""), new ArrayList<>(), new HashSet<>());
    }

    /** @param cursor of the page, taken from the page before; only its parameters are used, never its path or host */
    private Uni<List<OwnedNumber>> listPages(String e164, String reference, QueryStringDecoder cursor,
            List<OwnedNumber> numbers,
            Set<String> visited) {
        return account.query((api, id) -> api.owned(id, e164, reference, PAGE, parameter(cursor, "Page"),
                parameter(cursor, "PageToken")), TwilioApiTypes.IncomingNumbers.class).flatMap(page -> {
                    account.require(page.incomingPhoneNumbers(), false)
                            .forEach(number -> numbers.add(toOwnedNumber(number, false)));
                    String next = account.require(page.nextPageUri(), false).textValue();
                    if (next == null) {
                        return Uni.createFrom().item(numbers);
                    }
                    if (!visited.add(next)) {
                        return Uni.createFrom()
                                .failure(new CarrierException(CarrierFailure.PROTOCOL_ERROR, "The pages run in a circle"));
                    }
                    return listPages(e164, reference, new QueryStringDecoder(next), numbers, visited);
                });
    }

    private static String parameter(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    private OwnedNumber toOwnedNumber(TwilioApiTypes.IncomingNumber number, boolean mutation) {
        account.require(PhoneNumbers.isE164(number.phoneNumber()) ? number : null, mutation);
        return new OwnedNumber(number.phoneNumber(), account.require(number.sid(), mutation),
                account.require(number.accountSid(), mutation), number.friendlyName(),
                TwilioApiTypes.capabilities(number.capabilities()), TwilioApiTypes.parseDate(number.dateCreated()));
    }
}
