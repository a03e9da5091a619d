package io.trunkline.carrier.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.trunkline.carrier.spi.Webhooks;

/** What plays a carrier in tests, and what a test can see and do there behind the adapter's back. */
public interface FakeCarrier {

    /** A message that was taken. */
    record ReceivedMessage(String carrierId, String body, List<String> mediaUrls, String statusCallback) {
    }

    URI url();

    /** What the adapter must be configured with, beside the URL: names below the carrier's prefix, values. */
    Map<String, String> credentials();

    /** A number it sells only to those who give an address or documents; empty when it has none. */
    Optional<String> regulatedNumber();

    /**
     * Scripts what the next call meets.
     *
     * @param fault JSON members as the simulator's README names them: {@code operation}, {@code fault}, …, without carrier
     */
    void fault(String fault);

    void noFaults();

    /** E.164 numbers the account holds that carry a reference. */
    List<String> ownedNumbers(String reference);

    /** How often the number was ever sold. */
    int purchaseCount(String e164);

    /** Oldest first. */
    List<ReceivedMessage> sentMessages(String from);

    /** Where the carrier tells things about the number, without what becomes of messages: each of those says it itself. */
    Webhooks webhooks(String e164);

    /** A handset texts one of our numbers; where its webhook leads does not matter here. */
    void receiveText(String from, String to, String body);
}
