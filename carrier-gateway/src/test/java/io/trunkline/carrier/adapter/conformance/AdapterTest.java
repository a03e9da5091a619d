package io.trunkline.carrier.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.AccountNames;
import io.trunkline.events.NumberType;
import io.trunkline.kit.secret.SecretFiles;

/** Tests of one adapter, connected to a server of the test's choice. */
public abstract class AdapterTest extends GatewayTest implements AdapterFixture {

    protected static final Webhooks WEBHOOKS = new Webhooks(URI.create("https://hooks.example.com/api/webhooks/any/sms"),
            URI.create("https://hooks.example.com/api/webhooks/any/sms?fallback=1"),
            URI.create("https://hooks.example.com/api/webhooks/any/status"),
            URI.create("https://hooks.example.com/api/webhooks/any/voice"),
            URI.create("https://hooks.example.com/api/webhooks/any/voice?fallback=1"),
            URI.create("https://hooks.example.com/api/webhooks/any/call-status"));
    private static final List<String> AREAS = List.of("212", "305", "312", "415", "503", "602", "702", "206", "303", "617");

    @Inject
    ObjectMapper mapper;
    @Inject
    protected SecretFiles secrets;

    protected final String reference = UUID.randomUUID().toString();
    protected Carrier carrier;
    /** For calls that must time out. */
    protected Carrier impatient;

    @BeforeEach
    void connect() {
        carrier = connect(fake().url());
        impatient = connect(fake().url(), "total-timeout", "1s");
    }

    @AfterEach
    void clearFaults() {
        fake().noFaults();
    }

    /** @param changes configuration, as pairs of property name below the prefix and value */
    protected Carrier connect(URI baseUrl, String... changes) {
        Map<String, String> config = new HashMap<>(fake().credentials());
        config.put("base-url", baseUrl.toString());
        config.put("total-timeout", "5s");
        for (int i = 0; i < changes.length; i += 2) {
            config.put(changes[i], changes[i + 1]);
        }
        Map<String, String> properties = new HashMap<>();
        config.forEach((property, value) -> properties.put(prefix(property) + property, value));
        String accountName = AccountNames.of(name(), account());
        return createAccounts(properties, secrets, mapper).all().stream().filter(account -> account.name().equals(accountName))
                .findFirst()
                .orElseThrow();
    }

    private String prefix(String property) {
        String carrier = "trunkline.carriers." + name() + ".";
        return account() == null || !fake().credentials().containsKey(property) ? carrier
                : carrier + "accounts." + account() + ".";
    }

    protected void fault(String fault) {
        fake().fault(fault);
    }

    /** An available number, chosen at random so that other tests hardly use it. */
    protected String availableNumber() {
        String area = AREAS.get(ThreadLocalRandom.current().nextInt(AREAS.size()));
        List<AvailableNumber> found = item(carrier.search(new NumberSearch("US", NumberType.LOCAL, area, 50)));
        return found.get(ThreadLocalRandom.current().nextInt(found.size())).e164();
    }

    protected static NumberPurchase purchase(String e164, String reference) {
        return new NumberPurchase(e164, reference, WEBHOOKS);
    }

    /** Buys a number with this test's reference and waits for the carrier's decision. */
    protected OwnedNumber buy(String e164) {
        OrderOutcome outcome = item(carrier.order(purchase(e164, reference)));
        return ((OrderOutcome.Owned) (outcome instanceof OrderOutcome.Pending ? awaitOutcome(reference) : outcome)).number();
    }

    /** Waits for the outcome of the only purchase with this reference. */
    protected OrderOutcome awaitOutcome(String of) {
        return await().atMost(Duration.ofSeconds(5)).until(() -> item(carrier.findOrders(of)),
                found -> found.size() == 1 && !(found.get(0) instanceof OrderOutcome.Pending)).get(0);
    }

    /** The failure of a purchase, at once or later. */
    protected CarrierFailure refusal(NumberPurchase purchase) {
        try {
            OrderOutcome outcome = carrier.order(purchase).await().atMost(Duration.ofSeconds(10));
            return ((OrderOutcome.Failed) (outcome instanceof OrderOutcome.Pending ? awaitOutcome(purchase.reference())
                    : outcome))
                    .failure();
        } catch (CarrierException refused) {
            return refused.failure();
        }
    }

    /** Buys and configures a number to send from. */
    protected String buySender() {
        OwnedNumber number = buy(availableNumber());
        return item(carrier.configure(number.carrierNumberId(), WEBHOOKS)).e164();
    }

    protected static MessageToSend text(String from, String to) {
        return message(from, to, "hello", List.of());
    }

    protected static MessageToSend message(String from, String to, String body, List<String> mediaUrls) {
        return new MessageToSend(from, to, body, mediaUrls, WEBHOOKS);
    }

    protected static MessageToSend whatsApp(String from, String body) {
        return new MessageToSend(MessageToSend.Channel.WHATSAPP, from, "+14155550199", body, List.of(), WEBHOOKS);
    }

    protected static <T> T item(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    protected static CarrierException failure(Uni<?> call) {
        Throwable failure = call.onItem().transform(item -> (Throwable) new AssertionError("succeeded: " + item))
                .onFailure().recoverWithItem(thrown -> thrown).await().atMost(Duration.ofSeconds(10));
        assertThat(failure).isInstanceOf(CarrierException.class);
        return (CarrierException) failure;
    }
}
