package io.trunkline.carrier.adapter.twilioapi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;

/** An account at a carrier that speaks the REST API 2010-04-01; what makes each of them different is in its own package. */
public abstract class TwilioApiCarrier implements Carrier {

    private final String name;
    private final TwilioApiAccount account;
    private final TwilioApiSearch numberSearch;
    private final TwilioApiNumbers numbers;
    private final TwilioApiMessages messages;

    protected TwilioApiCarrier(String name, TwilioApiAccount account, TwilioApiDocuments.Lookup documents) {
        this.name = name;
        this.account = account;
        this.numberSearch = new TwilioApiSearch(account, documents);
        this.numbers = new TwilioApiNumbers(account, documents);
        this.messages = new TwilioApiMessages(account);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public boolean isConfigured() {
        return account.isConfigured();
    }

    @Override
    public Uni<Void> verify() {
        return account.verify();
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return numberSearch.search(search);
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return numbers.order(purchase);
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return numbers.findOrders(reference);
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return numbers.findByE164(e164);
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return numbers.configure(carrierNumberId, webhooks);
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
        return messages.send(message);
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return messages.findSent(message, since);
    }
}
