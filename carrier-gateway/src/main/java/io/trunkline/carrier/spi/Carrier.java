package io.trunkline.carrier.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/**
 * One carrier account, in domain verbs.
 * <p>
 * Every method calls the carrier once when subscribed to (a list once per page) and never retries: whether, when and after
 * which look-up something is tried again is decided by the jobs, which keep it in a row. Every failure is a
 * {@link CarrierException}; its {@link CarrierFailure.Kind} says what the caller may conclude:
 * <ul>
 * <li>{@code REFUSED}: nothing was done, the same request will not succeed later;
 * <li>{@code TRY_LATER}: nothing was done, the same request may be repeated;
 * <li>{@code UNKNOWN}: only from methods that change something: it may or may not have been done.
 * </ul>
 * A call ends within {@link #longestCall()}, whatever the carrier does.
 */
public interface Carrier {

    /** Name in commands, events, configuration and webhook paths: lower case, such as {@code twilio}. */
    String name();

    /** Whether its credentials are there; without them every call is {@code CARRIER_NOT_CONFIGURED}. */
    boolean isConfigured();

    /** What this carrier can do; asking for anything else is {@code NOT_SUPPORTED}. */
    Set<Capability> capabilities();

    /** The longest that one call (of a list: one page) takes, from its first byte to its last; then it fails. */
    Duration longestCall();

    /**
     * Asks something cheap that is answered to our credentials only. Refusals: {@code CARRIER_AUTH},
     * {@code ACCOUNT_RESTRICTED}.
     */
    Uni<Void> verify();

    /**
     * Numbers that were for sale a moment ago: a sample, not a reservation.
     *
     * @return at most {@link NumberSearch#limit()} numbers, E.164; empty when nothing fits, which is no failure
     */
    Uni<List<String>> search(NumberSearch search);

    /**
     * Buys one number and marks it with our reference; its webhooks are set with it where the carrier can.
     * <p>
     * {@code Owned}: the number is exactly the one asked for and it is ours. {@code Pending}: the carrier decides later, to be
     * asked for with {@link #findOrders}. An answer that names another number, or cannot be understood, is
     * {@code OUTCOME_UNKNOWN}, never a success.
     * <p>
     * Refusals: {@code NUMBER_UNAVAILABLE} (another candidate may do), {@code ADDRESS_REQUIRED},
     * {@code REGULATORY_REQUIRED}, {@code INSUFFICIENT_FUNDS}, {@code ACCOUNT_RESTRICTED}, {@code CARRIER_AUTH},
     * {@code INVALID_REQUEST}.
     */
    Uni<OrderOutcome> order(NumberPurchase purchase);

    /**
     * What became of every purchase with this reference, as far as the carrier knows it: nothing when it never heard of one,
     * several when several numbers were tried under it.
     */
    Uni<List<OrderOutcome>> findOrders(String reference);

    /** The account's number with exactly these digits. */
    Uni<Optional<OwnedNumber>> findByE164(String e164);

    /**
     * Sets the webhooks of a number; what is not named in {@link Webhooks} stays as it is. Repeating it is harmless.
     * Refusals: {@code NOT_FOUND} (the account holds no such number), {@code INVALID_REQUEST}, {@code CARRIER_AUTH}.
     */
    Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks);

    /**
     * Gives a number back. Repeating it is harmless: a number that is gone is {@code NOT_FOUND}, which a caller that wants
     * it gone takes for success.
     */
    Uni<Void> release(String carrierNumberId);

    /**
     * Every number the account holds. The item is complete: the carrier said itself that there is no further page. A list
     * that breaks off in the middle is a failure, never a shorter list.
     */
    Uni<List<OwnedNumber>> listOwned();

    /**
     * Hands one message to the carrier; delivery is told by webhooks later. Refusals: {@code OPTED_OUT},
     * {@code DESTINATION_REFUSED}, {@code SENDER_REFUSED}, {@code INVALID_REQUEST}, {@code CARRIER_AUTH}.
     */
    Uni<SentMessage> send(MessageToSend message);

    /**
     * Messages the carrier took from us with the same sender, recipient, text and number of media, for telling whether a
     * {@link #send} of unknown outcome was carried out.
     *
     * @param since taken at this time or later, by the carrier's clock, to the second
     * @return oldest first
     */
    Uni<List<SentMessage>> findSent(MessageToSend message, Instant since);
}
