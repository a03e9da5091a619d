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
 * One carrier account, in domain verbs. An adapter implements it; docs/adding-a-carrier.md says how, the conformance
 * kit under {@code src/test} whether it keeps what is promised here.
 * <p>
 * Every method calls the carrier when subscribed to, once (a list once per page), and never retries: whether, when
 * and after which look-up something is tried again is decided by the jobs, which keep it in a row. Methods may be
 * called at the same time. Numbers are E.164 both ways. Nothing is blocked, and nothing is null unless it says so.
 * <p>
 * Every failure is a {@link CarrierException}; its {@link CarrierFailure.Kind} says what the caller may conclude:
 * <ul>
 * <li>{@code REFUSED}: nothing was done, the same request will not succeed later;
 * <li>{@code TRY_LATER}: nothing was done, the same request may be repeated;
 * <li>{@code UNKNOWN}: only from methods that change something: it may or may not have been done.
 * </ul>
 * Every method that calls fails with {@code CARRIER_NOT_CONFIGURED}, {@code CARRIER_AUTH}, {@code ACCOUNT_RESTRICTED},
 * {@code RATE_LIMITED} (HTTP 429, the one answer that promises that nothing was processed), and {@code CARRIER_UNAVAILABLE}
 * when no byte reached the carrier. Beside those a <em>question</em> fails with {@code CARRIER_UNAVAILABLE} (no answer, or
 * HTTP 5xx) or {@code PROTOCOL_ERROR} (an answer that cannot be understood), a <em>change</em> with {@code OUTCOME_UNKNOWN}
 * in both cases. What else a method fails with stands with it.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors/20429">Twilio on 429</a>
 */
public interface Carrier {

    /**
     * The account's name in commands, events and configuration, which never changes: the carrier's, lower-case letters such as
     * {@code twilio}, for the main account; with a dash and the account's own for every other one, {@code twilio-west}.
     */
    String name();

    /**
     * Whether its credentials are there, not whether they are valid; without them every call is
     * {@code CARRIER_NOT_CONFIGURED}.
     */
    boolean isConfigured();

    /** What this carrier can do, always the same; asking for anything else is {@code NOT_SUPPORTED}. Never empty. */
    Set<Capability> capabilities();

    /**
     * The longest that one call (of a list: one page) takes, from its first byte to its last, whatever the carrier
     * does; then it fails. More than zero, and shorter than a job's lease, or the service does not start.
     */
    Duration maxCallDuration();

    /**
     * Asks something cheap that is answered to our credentials only. Refusals: {@code CARRIER_AUTH},
     * {@code ACCOUNT_RESTRICTED}.
     */
    Uni<Void> verify();

    /**
     * A question: numbers that were for sale a moment ago. A sample, not a reservation: another call may give others,
     * and any of them may be sold before it is bought. Numbers that need an address which the account's configuration
     * does not name are left out where the carrier's search can do that ({@code ExcludeAllAddressRequired} at Twilio);
     * where it cannot, their purchase is refused. A search that the carrier cannot make (see {@link NumberSearch}) is
     * {@code NOT_SUPPORTED}, and the carrier was not called.
     *
     * @return up to {@link NumberSearch#limit()} different numbers of the type, country and area asked for;
     *         empty when nothing fits or the country has no numbers of the type, which is no failure
     * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">Twilio: a search reserves
     *      nothing</a>
     */
    Uni<List<AvailableNumber>> search(NumberSearch search);

    /**
     * A question: what the account pays for a number of each type of a country, for a month, its discounts taken off. It
     * is told ahead of any number: what {@link AvailableNumber#monthlyCost()} says of one counts more. Where the carrier has
     * no list but says the cost of each number for sale, it is the lowest of a sample.
     * {@code NOT_SUPPORTED} without {@link Capability#PRICE_LIST}.
     *
     * @param country ISO 3166-1 alpha-2
     * @return by type; a type is missing when the carrier tells no price for it, all are when it does not know the
     *         country, which is no failure
     * @see <a href="https://www.twilio.com/docs/phone-numbers/pricing">Twilio: Pricing API, PhoneNumbers</a>
     * @see <a href="https://developers.telnyx.com/api">Telnyx: Phone Number Search, cost_information</a>
     */
    default Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                "The carrier '" + name() + "' tells no prices"));
    }

    /**
     * A change: buys one number and marks it with our reference; its webhooks are set with it where the carrier can.
     * It carries the address and the documents that the account's configuration names for the number's country and
     * type. At most one purchase is begun per subscription. No carrier here takes an idempotency key, so before a
     * purchase of unknown outcome is repeated {@link #findOrders} and {@link #findByE164} must have found nothing.
     * <p>
     * {@code Owned}: the number is exactly the one asked for, and it is ours. {@code Pending}: taken, decided within
     * seconds or days, to be asked for with {@link #findOrders}. {@code Failed}: decided against us at once. An
     * answer that names another number, or none, is {@code OUTCOME_UNKNOWN}, never a success.
     * <p>
     * Refusals, by failing or as {@code Failed}: {@code NUMBER_UNAVAILABLE} (another number may do),
     * {@code ADDRESS_REQUIRED}, {@code REGULATORY_REQUIRED}, {@code INSUFFICIENT_FUNDS}, {@code INVALID_REQUEST}. After
     * one nothing is owned, and no order waits at the carrier.
     *
     * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">Twilio: decided at once</a>
     * @see <a href="https://developers.telnyx.com/docs/numbers/phone-numbers/number-orders">Telnyx: answered,
     *      decided later</a>
     */
    Uni<OrderOutcome> order(NumberPurchase purchase);

    /**
     * A question: what became of every purchase with exactly this reference, as far as the carrier knows it. Nothing
     * when it never heard of one (a purchase that was sent moments ago may not be seen yet), several when several
     * numbers were tried under it, each with an outcome of its own, in no order. An order found waiting for
     * documents, which were given with it or not at all, is withdrawn and {@code Failed}.
     *
     * @param reference as in {@link NumberPurchase#reference()}
     */
    Uni<List<OrderOutcome>> findOrders(String reference);

    /**
     * A question: the account's number with exactly these digits; empty when it holds none, which is no failure.
     * Carriers' filters also find parts of numbers; those are left out.
     */
    Uni<Optional<OwnedNumber>> findByE164(String e164);

    /**
     * A change: sets the webhooks of a number; what is null in {@link Webhooks} stays as it is, and so does the reference.
     * Repeating it is harmless. An answer about another number is no success.
     * <p>
     * Refusals: {@code NOT_FOUND} (the account holds no such number), {@code INVALID_REQUEST}.
     *
     * @param carrierNumberId as in {@link OwnedNumber#carrierNumberId()}
     * @return the number as it is afterwards
     */
    Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks);

    /**
     * A change: gives a number back, for good. Repeating it is harmless: a number that is gone is {@code NOT_FOUND},
     * which a caller that wants it gone takes for success. It goes by the carrier's id and not by the digits: the
     * same digits bought again are another number.
     * <p>
     * Refusals: {@code NOT_FOUND}, {@code INVALID_REQUEST}; and {@code RELEASE_TOO_EARLY}, to be tried again later.
     *
     * @param carrierNumberId as in {@link OwnedNumber#carrierNumberId()}
     * @see <a href="https://developer.signalwire.com/compatibility-api">SignalWire: 14 days after the purchase</a>
     */
    Uni<Void> release(String carrierNumberId);

    /** How long after its purchase the carrier does not take a number back ({@code RELEASE_TOO_EARLY}); zero: at once. */
    default Duration minimumHoldingPeriod() {
        return Duration.ZERO;
    }

    /**
     * A question: every number the account holds, however many pages that takes, in no order, each once. The item is
     * complete: the carrier said itself that there is no further page. A list that breaks off, runs in a circle or
     * changes while it is counted fails ({@code PROTOCOL_ERROR} or {@code CARRIER_UNAVAILABLE}) and is never a
     * shorter list.
     */
    Uni<List<OwnedNumber>> listOwned();

    /**
     * A change: hands one message to the carrier; delivery is told by webhooks later. At most one is begun per subscription.
     * <p>
     * Refusals: {@code RECIPIENT_OPTED_OUT}, {@code INVALID_RECIPIENT}, {@code NOT_SMS_CAPABLE}, {@code CARRIER_FILTERED},
     * {@code DESTINATION_REFUSED}, {@code SENDER_REFUSED}, {@code SENDER_NOT_REGISTERED}, {@code INVALID_REQUEST}; with media
     * {@code NOT_SUPPORTED} where {@link Capability#MMS} is missing, or where WhatsApp takes none of just any kind.
     *
     * @return with an id: a success without one is {@code OUTCOME_UNKNOWN}
     */
    Uni<SentMessage> send(MessageToSend message);

    /**
     * A question: messages the carrier took from us with the same sender, recipient, text and number of media, for
     * telling whether a {@link #send} of unknown outcome was carried out. {@code NOT_SUPPORTED} without
     * {@link Capability#MESSAGE_LIST}.
     *
     * @param since taken at this time or later, by the carrier's clock, to the second
     * @return oldest first; of the newest ones only, where more went between the two than the carrier lists on a page
     * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio: Message</a>
     */
    Uni<List<SentMessage>> findSent(MessageToSend message, Instant since);
}
