package io.trunkline.carrier.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.trunkline.carrier.spi.Webhooks;

/** A carrier in tests. Tests inspect its state and inject faults without the adapter. */
public interface FakeCarrier {

    /** A message that the carrier accepted. */
    record ReceivedMessage(String carrierId, String body, List<String> mediaUrls, String statusCallback) {
    }

    URI url();

    /** The adapter's configuration beside the URL: values by property name below the carrier's prefix. */
    Map<String, String> credentials();

    /** A number that is sold only with an address or documents; empty for none. */
    Optional<String> regulatedNumber();

    /**
     * Scripts a fault of the next call.
     *
     * @param fault JSON members as the simulator's README names them: {@code operation}, {@code fault}, …, without carrier
     */
    void fault(String fault);

    void noFaults();

    /** The account's numbers with a reference, E.164. */
    List<String> ownedNumbers(String reference);

    /** How often the number was sold. */
    int purchaseCount(String e164);

    /** Oldest first. */
    List<ReceivedMessage> sentMessages(String from);

    /** The webhooks of a number, without the one for message statuses, which belongs to each message. */
    Webhooks webhooks(String e164);

    /** Sends a text from a handset to one of our numbers; the webhook is irrelevant here. */
    void receiveText(String from, String to, String body);
}
