package io.trunkline.carrier.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberType;

/**
 * One carrier account, in domain terms. An adapter implements it. docs/adding-a-carrier.md explains how; the conformance kit
 * under {@code src/test} tests every guarantee given here.
 * <p>
 * Every method calls the carrier on subscription, once (a list: once per page), and never retries. The jobs decide on retries
 * and look-ups, because they persist that state. All methods may be called concurrently and none blocks. Numbers are E.164 in
 * both directions. Nothing is null unless documented.
 * <p>
 * Every failure is a {@link CarrierException}. Its {@link CarrierFailure.Kind} defines what the caller may conclude:
 * <ul>
 * <li>{@code REFUSED}: nothing was done; the same request will not succeed later;
 * <li>{@code TRY_LATER}: nothing was done; the same request may be repeated;
 * <li>{@code UNKNOWN}: from mutations only: the request may or may not have been executed.
 * </ul>
 * Every call fails with {@code CARRIER_NOT_CONFIGURED}, {@code CARRIER_AUTH}, {@code ACCOUNT_RESTRICTED}, {@code RATE_LIMITED}
 * (HTTP 429, the only status that guarantees that nothing was processed), and {@code CARRIER_UNAVAILABLE} when no byte reached
 * the carrier. In addition a <em>query</em> fails with {@code CARRIER_UNAVAILABLE} (no response, or HTTP 5xx) or
 * {@code PROTOCOL_ERROR} (an invalid response), and a <em>mutation</em> with {@code OUTCOME_UNKNOWN} in both cases. Further
 * failures are documented at each method.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors/20429">Twilio on 429</a>
 */
public interface Carrier {

    /**
     * The account's name in commands, events and configuration. It never changes. The main account has the carrier's name, in
     * lower-case letters, such as {@code twilio}. Every other account adds a dash and its own name, such as
     * {@code twilio-west}.
     */
    String name();

    /**
     * Whether credentials are configured, not whether they are valid. Without credentials every call fails with
     * {@code CARRIER_NOT_CONFIGURED}.
     */
    boolean isConfigured();

    /**
     * The carrier's id of the account that the credentials are for, as in {@link OwnedNumber#carrierAccount()}: a list proves
     * something only about the numbers of this account. Empty when no account is configured, or the carrier has no such id.
     */
    default Optional<String> accountId() {
        return Optional.empty();
    }

    /** What this carrier supports. Constant, never empty. Any other operation fails with {@code NOT_SUPPORTED}. */
    Set<Capability> capabilities();

    /**
     * The longest duration of one call (of a list: one page), from the first byte to the last. Then the call fails. Greater
     * than zero and shorter than a job's lease; otherwise the service does not start.
     */
    Duration maxCallDuration();

    /**
     * Sends a cheap request that needs valid credentials. Refusals: {@code CARRIER_AUTH}, {@code ACCOUNT_RESTRICTED}.
     */
    Uni<Void> verify();

    /**
     * Query: numbers that were available a moment ago. The result is a sample, not a reservation: the next call may return
     * other numbers, and any number may be sold before it is bought. Numbers that need an address which is not configured for
     * the account are left out if the carrier's search supports that ({@code ExcludeAllAddressRequired} at Twilio); otherwise
     * their purchase is refused. A search that the carrier cannot make (see {@link NumberSearch}) fails with
     * {@code NOT_SUPPORTED} and is not sent.
     *
     * @return up to {@link NumberSearch#limit()} different numbers of the requested type, country and area; empty when nothing
     *         matches or the country has no numbers of the type, which is not a failure
     * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">Twilio: a search reserves
     *      nothing</a>
     */
    Uni<List<AvailableNumber>> search(NumberSearch search);

    /**
     * Query: the account's monthly cost of a number by type in one country, with its discounts. It is a price before a number
     * is chosen; {@link AvailableNumber#monthlyCost()} of a number takes precedence. If the carrier has no price list but
     * returns the cost of each available number, the cost is the lowest of a sample. {@code NOT_SUPPORTED} without
     * {@link Capability#PRICE_LIST}.
     *
     * @param country ISO 3166-1 alpha-2
     * @return by type; a type without a price is missing; empty for a country that the carrier does not know, which is not a
     *         failure
     * @see <a href="https://www.twilio.com/docs/phone-numbers/pricing">Twilio: Pricing API, PhoneNumbers</a>
     * @see <a href="https://developers.telnyx.com/api">Telnyx: Phone Number Search, cost_information</a>
     */
    default Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                "The carrier '" + name() + "' has no price list"));
    }

    /**
     * Mutation: buys one number and stores our reference with it. Webhooks are set with the purchase if the carrier supports
     * that. The purchase carries the address and documents that are configured for the number's country and type. At most one
     * purchase is sent per subscription. No supported carrier accepts an idempotency key, so a purchase of unknown outcome may
     * only be repeated after {@link #findOrders} and {@link #findByE164} found nothing.
     * <p>
     * {@code Owned}: the account owns the number. A carrier may have sold another number than the requested one: the caller
     * compares, and the reference of another number is the one that the response contains. {@code Pending}: accepted and
     * decided within seconds or days; poll with {@link #findOrders}. {@code Failed}: rejected at once. A response without a
     * number and its id is {@code OUTCOME_UNKNOWN}, never a success.
     * <p>
     * Refusals, as a failure or as {@code Failed}: {@code NUMBER_UNAVAILABLE} (another number may be available),
     * {@code ADDRESS_REQUIRED}, {@code REGULATORY_REQUIRED}, {@code INSUFFICIENT_FUNDS}, {@code INVALID_REQUEST}. After a
     * refusal nothing is owned, and no order is pending at the carrier.
     *
     * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">Twilio: decided at once</a>
     * @see <a href="https://developers.telnyx.com/docs/numbers/phone-numbers/number-orders">Telnyx: responds first, decides
     *      later</a>
     */
    Uni<OrderOutcome> order(NumberPurchase purchase);

    /**
     * Query: the outcome of every purchase with exactly this reference, as far as the carrier knows it. Empty when the carrier
     * does not know the reference (a purchase that was sent moments ago may not be visible yet). Several outcomes, in no order,
     * when several numbers were ordered with it. An order that is pending for documents is cancelled and {@code Failed},
     * because its documents are sent with the order or not at all.
     *
     * @param reference as in {@link NumberPurchase#reference()}
     */
    Uni<List<OrderOutcome>> findOrders(String reference);

    /**
     * Query: the account's number with exactly these digits; empty when the account does not own it, which is not a failure.
     * Carriers' filters also match parts of numbers; those matches are left out.
     */
    Uni<Optional<OwnedNumber>> findByE164(String e164);

    /**
     * Mutation: sets the webhooks of a number. A null in {@link Webhooks} leaves that webhook unchanged. The reference does not
     * change. Idempotent. A response about another number is not a success.
     * <p>
     * Refusals: {@code NOT_FOUND} (the account does not own the number), {@code INVALID_REQUEST}.
     *
     * @param carrierNumberId as in {@link OwnedNumber#carrierNumberId()}
     * @return the number after the update
     */
    Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks);

    /**
     * Mutation: releases a number permanently. Idempotent: a number that was released before is {@code NOT_FOUND}, which a
     * caller may treat as success. The number is addressed by the carrier's id and not by its digits, because the same digits
     * bought again are another number.
     * <p>
     * Refusals: {@code NOT_FOUND}, {@code INVALID_REQUEST}; and {@code RELEASE_TOO_EARLY}, to be retried later.
     *
     * @param carrierNumberId as in {@link OwnedNumber#carrierNumberId()}
     * @see <a href="https://developer.signalwire.com/compatibility-api">SignalWire: 14 days after the purchase</a>
     */
    Uni<Void> release(String carrierNumberId);

    /**
     * The minimum time between purchase and release; until then a release fails with {@code RELEASE_TOO_EARLY}. Zero: a number
     * can be released at once.
     */
    default Duration minimumHoldingPeriod() {
        return Duration.ZERO;
    }

    /**
     * Query: every number that the account owns, on all pages, each once, in no order. The list is complete: the carrier
     * confirmed that there is no further page. A list that is truncated, repeats a page or changes while it is read fails
     * ({@code PROTOCOL_ERROR} or {@code CARRIER_UNAVAILABLE}) and is never returned partially.
     */
    Uni<List<OwnedNumber>> listOwned();

    /**
     * Mutation: sends one message. Delivery reports arrive later by webhook. At most one request is sent per subscription.
     * <p>
     * Refusals: {@code RECIPIENT_OPTED_OUT}, {@code INVALID_RECIPIENT}, {@code NOT_SMS_CAPABLE}, {@code CARRIER_FILTERED},
     * {@code DESTINATION_REFUSED}, {@code SENDER_REFUSED}, {@code SENDER_NOT_REGISTERED}, {@code INVALID_REQUEST}; with media
     * {@code NOT_SUPPORTED} without {@link Capability#MMS}, or when the carrier's WhatsApp does not accept arbitrary media.
     *
     * @return with an id; a success without an id is {@code OUTCOME_UNKNOWN}
     */
    Uni<SentMessage> send(MessageToSend message);

    /**
     * Query: messages that the carrier accepted with the same sender, recipient, text and number of media. It resolves a
     * {@link #send} of unknown outcome. {@code NOT_SUPPORTED} without {@link Capability#MESSAGE_LIST}.
     *
     * @param since accepted at this time or later, by the carrier's clock, to the second
     * @return oldest first; limited to the newest page of messages between the two numbers
     * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio: Message</a>
     */
    Uni<List<SentMessage>> findSent(MessageToSend message, Instant since);
}
