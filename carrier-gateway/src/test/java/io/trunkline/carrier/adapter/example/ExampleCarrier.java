package io.trunkline.carrier.adapter.example;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.Credentials;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
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
import io.trunkline.kit.secret.SecretFiles;

/** An account at a carrier with synchronous orders and cursor pagination. */
class ExampleCarrier implements Carrier {

    static final String NAME = "examplecom";
    private static final int PAGE = 100;

    private final String name;
    private final ExampleConfig config;
    private final CarrierClient<ExampleApi> client;

    ExampleCarrier(String name, ExampleConfig.Account account, ExampleConfig config, SecretFiles secrets,
            ObjectMapper mapper) {
        this.name = name;
        this.config = config;
        this.client = new CarrierClient<>(name, ExampleApi.class, config.baseUrl(),
                new Credentials(secrets.of(name, account.apiKeysFile(), account.apiKeys(), key -> "Key " + key)),
                config.http(), ExampleErrors.TABLE, mapper);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isConfigured() {
        return client.isConfigured();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.LOCAL_NUMBERS, Capability.SMS, Capability.MMS);
    }

    @Override
    public Duration maxCallDuration() {
        return config.http().totalTimeout();
    }

    @Override
    public Uni<Void> verify() {
        return client.query(api -> api.numbers(null, null, null, 1), ExampleTypes.Numbers.class)
                .invoke(page -> client.require(page.numbers(), false)).replaceWithVoid();
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        if (search.contains() != null || search.locality() != null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                    "The carrier searches by area code only"));
        }
        return client.query(api -> api.stock(search.country(), search.areaCode(), search.limit()), ExampleTypes.Stock.class)
                .map(found -> client.require(found.numbers(), false).stream()
                        .filter(number -> PhoneNumbers.isE164(number.number()))
                        .map(number -> new AvailableNumber(number.number(), search.numberType(), search.country(), null, null,
                                number.capabilities(), Optional.empty()))
                        .filter(number -> number.supports(search.requiredCapabilities())).limit(search.limit()).toList());
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        var order = new ExampleTypes.NewOrder(purchase.e164(), purchase.reference(),
                ExampleTypes.Hooks.of(purchase.webhooks()));
        return client.mutate(api -> api.order(order), ExampleTypes.Number.class).map(number -> toOwnedNumber(number, true))
                .map(number -> client.require(purchase.e164().equals(number.e164()) ? number : null, true))
                .map(OrderOutcome.Owned::new);
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return listOwned(null, reference).map(found -> found.stream()
                .filter(number -> reference.equals(number.reference())).<OrderOutcome> map(OrderOutcome.Owned::new).toList());
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return listOwned(e164, null)
                .map(found -> found.stream().filter(number -> e164.equals(number.e164())).findFirst());
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return client.mutate(api -> api.configure(carrierNumberId, ExampleTypes.Hooks.of(webhooks)), ExampleTypes.Number.class)
                .map(number -> toOwnedNumber(number, true))
                .map(number -> client.require(carrierNumberId.equals(number.carrierNumberId()) ? number : null, true));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return client.mutate(api -> api.release(carrierNumberId), Response.Status.NO_CONTENT);
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return listOwned(null, null);
    }

    private Uni<List<OwnedNumber>> listOwned(String e164, String reference) {
        return listPages(e164, reference, null, new ArrayList<>(), new HashSet<>());
    }

    private Uni<List<OwnedNumber>> listPages(String e164, String reference, String after, List<OwnedNumber> before,
            Set<String> visited) {
        return client.query(api -> api.numbers(e164, reference, after, PAGE), ExampleTypes.Numbers.class).flatMap(page -> {
            client.require(page.numbers(), false).forEach(number -> before.add(toOwnedNumber(number, false)));
            String next = client.require(page.next(), false).textValue();
            if (next == null) {
                return Uni.createFrom().item(before);
            }
            // A repeated cursor would never end.
            client.require(visited.add(next) ? next : null, false);
            return listPages(e164, reference, next, before, visited);
        });
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        var text = new ExampleTypes.NewMessage(message.from(), message.to(), message.body(), message.mediaUrls(),
                ExampleTypes.text(message.webhooks().messageStatus()));
        return client.mutate(api -> api.send(text), ExampleTypes.Message.class)
                .map(sent -> new SentMessage(client.require(sent.id(), true), null));
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED, name + " has no list of messages"));
    }

    private OwnedNumber toOwnedNumber(ExampleTypes.Number number, boolean mutation) {
        client.require(PhoneNumbers.isE164(number.number()) ? number : null, mutation);
        return new OwnedNumber(number.number(), client.require(number.id(), mutation),
                client.require(number.account(), mutation), number.tag(), number.capabilities(), null);
    }
}
