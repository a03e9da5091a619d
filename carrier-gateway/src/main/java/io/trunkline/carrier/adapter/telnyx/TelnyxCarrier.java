package io.trunkline.carrier.adapter.telnyx;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.Credentials;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.NumberType;
import io.trunkline.kit.secret.SecretFiles;

/**
 * An account at Telnyx, with its API version 2: bearer token, JSON in both directions, asynchronous orders.
 * <p>
 * Webhooks belong to a number's messaging profile and TeXML application, not to the number. So one call of the contract may be
 * several requests to Telnyx; those after the decisive request are queries, or idempotent.
 *
 * @see <a href="https://developers.telnyx.com/api">API reference</a>
 */
class TelnyxCarrier implements Carrier {

    private final String name;
    private final String account;
    private final TelnyxConfig config;
    private final CarrierClient<TelnyxApi> telnyx;
    private final TelnyxSearch numberSearch;
    private final TelnyxMessagingProfile messagingProfile;
    private final TelnyxTexmlApplication texmlApplication;
    private final TelnyxNumbers numbers;

    TelnyxCarrier(String name, TelnyxConfig.Account account, TelnyxConfig config, SecretFiles secrets, ObjectMapper mapper) {
        this.name = name;
        this.config = config;
        this.telnyx = new CarrierClient<>(name, TelnyxApi.class, config.baseUrl(),
                new Credentials(secrets.of(name, account.apiKeysFile(), account.apiKeys(), key -> "Bearer " + key)),
                config.http(), TelnyxErrors.TABLE, mapper);
        this.numberSearch = new TelnyxSearch(telnyx);
        this.messagingProfile = new TelnyxMessagingProfile(telnyx, account, config);
        this.texmlApplication = new TelnyxTexmlApplication(telnyx, account, config);
        this.account = account.account().orElse(name);
        this.numbers = new TelnyxNumbers(telnyx, this.account,
                new TelnyxDocuments(account.requirementGroups().orElse(List.of())));
    }

    @Override
    public String name() {
        return name;
    }

    /** Telnyx has no id of an account that an API key can read: our name of it. */
    @Override
    public Optional<String> accountId() {
        return Optional.of(account);
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
    public Duration maxCallDuration() {
        return config.http().totalTimeout();
    }

    @Override
    public Uni<Void> verify() {
        return telnyx.query(TelnyxApi::balance, TelnyxTypes.BalanceResponse.class)
                .invoke(answer -> telnyx.require(answer.data(), false)).replaceWithVoid();
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return numberSearch.search(search);
    }

    @Override
    public Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return telnyx.withinDeadline(false, numberSearch.monthlyCosts(country));
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return telnyx.withinDeadline(true, messagingProfile.findOrCreate(purchase.webhooks())
                .flatMap(id -> texmlApplication.findOrCreateIfNeeded(purchase.webhooks())
                        .flatMap(calls -> numbers.order(purchase, id, calls))));
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return telnyx.withinDeadline(false, numbers.findOrders(reference));
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return telnyx.withinDeadline(false, numbers.findByE164(e164));
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return telnyx.withinDeadline(true, messagingProfile.findOrCreate(webhooks)
                .flatMap(id -> texmlApplication.findOrCreateIfNeeded(webhooks)
                        .flatMap(calls -> numbers.configure(carrierNumberId, id, calls))));
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
        if (message.channel() == MessageToSend.Channel.WHATSAPP) {
            return sendWhatsApp(message);
        }
        var text = new TelnyxTypes.NewMessage(message.from(), message.to(), message.body(), message.mediaUrls(),
                TelnyxTypes.url(message.webhooks().messageStatus()));
        return telnyx.mutate(api -> api.send(text), TelnyxTypes.MessageResponse.class)
                .map(this::toSentMessage);
    }

    /** The API needs the type of each media file, which a URL does not contain. */
    private Uni<SentMessage> sendWhatsApp(MessageToSend message) {
        if (!message.mediaUrls().isEmpty()) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                    "telnyx sends only texts by WhatsApp"));
        }
        var text = TelnyxTypes.NewWhatsApp.text(message.from(), message.to(), message.body(),
                TelnyxTypes.url(message.webhooks().messageStatus()));
        return telnyx.mutate(api -> api.sendWhatsApp(text), TelnyxTypes.MessageResponse.class).map(this::toSentMessage);
    }

    private SentMessage toSentMessage(TelnyxTypes.MessageResponse sent) {
        return new SentMessage(telnyx.require(telnyx.require(sent.data(), true).id(), true), null);
    }

    /** Telnyx' message records do not contain the text, so a message cannot be identified. */
    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                "telnyx has no list of messages with their text"));
    }
}
