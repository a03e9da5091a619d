package io.trunkline.simulator.twilioapi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.trunkline.simulator.inbound.InboundText;
import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;

/**
 * All that is specific to one carrier with the API 2010-04-01. Everything else is shared code.
 *
 * @param name in the ledger, in faults and in inbound texts
 * @param apiPath root of the API below the base path, such as {@code /2010-04-01}
 * @param listSuffix suffix of list URIs: {@code .json} or none
 * @param accountView an account in the carrier's JSON, by its id
 */
public record CarrierProfile(String name, String apiPath, String listSuffix, TwilioApiErrorFormat errors,
        AccountRegistry accounts, Function<String, Object> accountView, Paging paging, Search search, Numbers numbers,
        Messages messages, Webhooks webhooks) {

    /**
     * Paging of lists.
     *
     * @param check rejects a page that the carrier does not have
     * @param hasRowIndexes whether a page has {@code start} and {@code end}
     */
    public record Paging(Consumer<Parameters> check, boolean hasRowIndexes) {
    }

    /**
     * Search of available numbers.
     *
     * @param countries ISO codes of the countries on sale
     * @param types number types on sale
     * @param check rejects invalid search parameters
     * @param matches whether an area matches the carrier's own filters
     * @param view a number in the carrier's JSON
     */
    public record Search(List<String> countries, List<ApiNumberType> types, Consumer<Parameters> check,
            BiPredicate<NumberArea, Parameters> matches, Function<InventoryNumber, Object> view) {
    }

    /**
     * Purchase, settings and release of numbers.
     *
     * @param newSid creates an id
     * @param share the carrier's part of the inventory
     * @param releasedHold how long a released number is not offered
     * @param allowsBuyBack whether such a number can be bought back by its digits
     * @param purchaseParameters parameters of a purchase besides settings
     * @param listParameters parameters of a list
     * @param checkForm rejects an invalid purchase form
     * @param checkPurchase rejects a purchase because of its number and settings
     * @param checkRelease rejects a release
     * @param matches whether a number matches the carrier's own list filters
     * @param view a number in the carrier's JSON
     */
    public record Numbers(Supplier<String> newSid, CarrierShare share, Duration releasedHold, boolean allowsBuyBack,
            NumberSettings settings, Set<String> purchaseParameters, Set<String> listParameters,
            Consumer<Parameters> checkForm, BiConsumer<InventoryNumber, Map<String, String>> checkPurchase,
            Consumer<IncomingNumber> checkRelease, BiPredicate<IncomingNumber, Parameters> matches,
            Function<IncomingNumber, Object> view) {
    }

    /**
     * Texts.
     *
     * @param newSid creates an id; the argument is whether the text is an MMS
     * @param sidPattern regular expression of the ids
     * @param parameters parameters of a new text
     * @param check rejects an invalid text before the common checks
     * @param maxValiditySeconds maximum of {@code ValidityPeriod}
     * @param maxMedia maximum count of media
     * @param listParameters parameters of a list
     * @param view a text in the carrier's JSON
     * @param statuses statuses of a queued text, in their order
     * @param deliveryStep delay from one status to the next
     */
    public record Messages(Function<Boolean, String> newSid, String sidPattern, Set<String> parameters,
            Consumer<Parameters> check, int maxValiditySeconds, int maxMedia, Set<String> listParameters,
            Function<Message, Object> view, Function<Message, List<String>> statuses, Duration deliveryStep) {
    }

    /**
     * Webhooks.
     *
     * @param headers the carrier's headers, from the signature
     * @param checkInbound rejects an inbound text that the carrier does not deliver
     * @param inboundParameters parameters of an inbound text, except its media
     * @param fallbackParameters additional parameters for the fallback URL, from the failed URL
     * @param inboundRetry retry policy of inbound texts, from the URL
     * @param statusParameters parameters of a status callback
     * @param statusRetry retry policy of status callbacks, from the URL
     */
    public record Webhooks(Function<String, Map<String, String>> headers, Consumer<InboundText> checkInbound,
            Function<Inbound, SortedMap<String, String>> inboundParameters,
            Function<String, Map<String, String>> fallbackParameters, Function<String, RetryPolicy> inboundRetry,
            Function<Message, SortedMap<String, String>> statusParameters, Function<String, RetryPolicy> statusRetry) {
    }

    /**
     * An inbound text to a number of an account.
     *
     * @param optOutKeyword {@code STOP}, {@code START} or {@code HELP}, or null
     */
    public record Inbound(String account, String sid, InboundText text, String optOutKeyword) {

        /** The sender as the carrier writes it, such as {@code whatsapp:+14155550142}. */
        public String from() {
            return text.channel().address(text.from());
        }

        /** The called number as the carrier writes it. */
        public String to() {
            return text.channel().address(text.to());
        }
    }

    /** The base path of the simulated carrier, such as {@code /twilio}. */
    public String basePath() {
        return errors.base();
    }

    /**
     * The URI of a list or search in the carrier's responses. It begins at the root of the API, so clients prepend the base.
     *
     * @param resource below the account, such as {@code /Messages}
     */
    public String listUri(String account, String resource) {
        return apiPath + "/Accounts/" + account + resource + listSuffix;
    }

    /** The URI of one resource, such as {@code /Messages/SM…}, in the carrier's responses. */
    public String uri(String account, String resource) {
        return apiPath + "/Accounts/" + account + resource + ".json";
    }
}
