package io.trunkline.carrier.telnyx;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.http.CarrierClient;
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
import io.trunkline.kit.number.PhoneNumbers;

/**
 * Telnyx over its API version 2: bearer token, JSON both ways, orders decided after they were answered.
 * <p>
 * A number has no webhook of its own: its messaging profile has. So one call of ours may be several at Telnyx; those that
 * follow
 * the decisive one are questions, or can be repeated.
 *
 * @see <a href="https://developers.telnyx.com/api">API reference</a>
 */
@Singleton
class TelnyxCarrier implements Carrier {

    private static final String NAME = "telnyx";
    private final TelnyxConfig config;
    private final CarrierClient<TelnyxApi> telnyx;
    private final TelnyxProfile profile;
    private final TelnyxNumbers numbers;

    TelnyxCarrier(TelnyxConfig config, ObjectMapper mapper) {
        this.config = config;
        this.telnyx = new CarrierClient<>(NAME,
                config.apiKeys().flatMap(keys -> keys.stream().findFirst()).map(key -> CarrierClient.connect(TelnyxApi.class,
                        config.baseUrl(), "Bearer " + key, config.limits(), request -> {
                        })),
                config.limits(), TelnyxErrors.TABLE, mapper);
        this.profile = new TelnyxProfile(telnyx, config);
        this.numbers = new TelnyxNumbers(telnyx, config.account());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isConfigured() {
        return telnyx.isConfigured();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.MESSAGE_LIST));
    }

    @Override
    public Duration longestCall() {
        return config.limits().totalTimeout();
    }

    @Override
    public Uni<Void> verify() {
        return telnyx.ask(TelnyxApi::balance, TelnyxTypes.BalanceAnswer.class)
                .invoke(answer -> telnyx.require(answer.data(), false)).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> search(NumberSearch search) {
        return telnyx.ask(api -> api.available(search.country(), type(search), search.areaCode(), search.limit()),
                TelnyxTypes.AvailableNumbers.class)
                .map(found -> telnyx.require(found.data(), false).stream().map(TelnyxTypes.AvailableNumber::phoneNumber)
                        .filter(PhoneNumbers::isE164).limit(search.limit()).toList())
                .onFailure(TelnyxCarrier::isNoCoverage).recoverWithItem(List.of());
    }

    /** A kind of number that a country lacks is a bad request at Telnyx. */
    private static boolean isNoCoverage(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.INVALID_REQUEST;
    }

    private static String type(NumberSearch search) {
        return switch (search.numberType()) {
            case LOCAL -> "local";
            case TOLL_FREE -> "toll_free";
            case MOBILE -> "mobile";
        };
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return telnyx.together(true, profile.id(purchase.webhooks()).flatMap(id -> numbers.order(purchase, id)));
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return telnyx.together(false, numbers.findOrders(reference));
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return numbers.findByE164(e164);
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return telnyx.together(true, profile.id(webhooks).flatMap(id -> numbers.useProfile(carrierNumberId, id)));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return numbers.release(carrierNumberId);
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return numbers.listOwned();
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        var text = new TelnyxTypes.NewMessage(message.from(), message.to(), message.body(), message.mediaUrls(),
                message.webhooks().messageStatus().toString());
        return telnyx.tell(api -> api.send(text), TelnyxTypes.MessageAnswer.class)
                .map(sent -> new SentMessage(telnyx.require(telnyx.require(sent.data(), true).id(), true), null));
    }

    /** Telnyx' records of messages do not say their text, so none can be recognised. */
    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                "telnyx has no list of messages with their text"));
    }
}
