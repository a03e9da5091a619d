package io.trunkline.carrier.adapter.telnyx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.Capabilities;
import io.trunkline.events.PhoneNumbers;

/**
 * Orders and owned numbers. Telnyx responds to an order before it decides it. The ids of orders and numbers differ.
 *
 * @see <a href="https://developers.telnyx.com/docs/numbers/phone-numbers/number-orders">Number orders</a>
 */
final class TelnyxNumbers {

    private static final int PAGE = 250;
    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";
    /** Statuses of numbers that the account does not own, or no longer owns. */
    private static final Set<String> NOT_OWNED = Set.of("deleted", "purchase-failed", "purchase-pending", "ported-out",
            "port-failed",
            "port-pending");

    /** The list of all numbers contains no capabilities. */
    private static final Capabilities NOT_REPORTED = new Capabilities(false, false, false);

    private final CarrierClient<TelnyxApi> telnyx;
    private final String account;
    private final TelnyxDocuments documents;

    TelnyxNumbers(CarrierClient<TelnyxApi> telnyx, String account, TelnyxDocuments documents) {
        this.telnyx = telnyx;
        this.account = account;
        this.documents = documents;
    }

    /** @param connection null for none */
    Uni<OrderOutcome> order(NumberPurchase purchase, String profile, String connection) {
        var number = new TelnyxTypes.NewOrderNumber(purchase.e164(), documents.requirementGroupFor(purchase.e164()));
        var order = new TelnyxTypes.NewOrder(List.of(number), connection, profile, purchase.reference());
        return telnyx.mutate(TelnyxErrors.PURCHASES, api -> api.order(order), TelnyxTypes.OrderResponse.class)
                .map(answer -> telnyx.require(answer.data(), true))
                .flatMap(placed -> outcome(placed, orderedNumber(placed, purchase.e164()), purchase.reference()));
    }

    private TelnyxTypes.OrderedNumber orderedNumber(TelnyxTypes.Order order, String e164) {
        return telnyx.require(orderedNumbers(order).stream().filter(number -> e164.equals(number.phoneNumber())).findFirst()
                .orElse(null), true);
    }

    /** Listed orders do not contain the status of each number. Ours have one number, which has the order's status. */
    private static List<TelnyxTypes.OrderedNumber> orderedNumbers(TelnyxTypes.Order order) {
        return order.phoneNumbers() == null ? List.of()
                : order.phoneNumbers().stream().map(number -> number.status() != null ? number
                        : new TelnyxTypes.OrderedNumber(number.phoneNumber(), order.status())).toList();
    }

    Uni<List<OrderOutcome>> findOrders(String reference) {
        return telnyx.query(api -> api.orders(reference, PAGE), TelnyxTypes.Orders.class)
                .flatMap(found -> Multi.createFrom().iterable(telnyx.require(found.data(), false))
                        // The filter may match other references too.
                        .select().where(order -> reference.equals(order.customerReference()))
                        .onItem().transformToMultiAndConcatenate(order -> Multi.createFrom().iterable(orderedNumbers(order))
                                .onItem().transformToUniAndConcatenate(number -> outcome(order, number, reference)))
                        .collect().asList());
    }

    private Uni<OrderOutcome> outcome(TelnyxTypes.Order order, TelnyxTypes.OrderedNumber ordered, String reference) {
        String e164 = telnyx.require(ordered.phoneNumber(), false);
        boolean requirementsMissing = Boolean.FALSE.equals(order.requirementsMet());
        OrderOutcome failed = new OrderOutcome.Failed(e164,
                requirementsMissing ? CarrierFailure.REGULATORY_REQUIRED : CarrierFailure.NUMBER_UNAVAILABLE);
        if (FAILURE.equals(ordered.status())) {
            return Uni.createFrom().item(failed);
        }
        Uni<OrderOutcome> decided = SUCCESS.equals(ordered.status()) ? ownedOrPending(e164, reference)
                : requirementsMissing ? cancel(order).replaceWith(failed)
                        : Uni.createFrom().item(new OrderOutcome.Pending(e164));
        // A failed query after the order does not change the order.
        return decided.onFailure(CarrierException.class).recoverWithItem(new OrderOutcome.Pending(e164));
    }

    /**
     * A number of a successful order is owned once the account lists it. The reference belongs to the order; Telnyx does not
     * document whether its numbers inherit it.
     */
    private Uni<OrderOutcome> ownedOrPending(String e164, String reference) {
        return findByE164(e164)
                .map(held -> held.<OrderOutcome> map(number -> new OrderOutcome.Owned(number.withReference(reference)))
                        .orElseGet(() -> new OrderOutcome.Pending(e164)));
    }

    /**
     * Cancels an order whose requirements are not met. Otherwise it stays pending without limit and reserves its number.
     *
     * @see <a href="https://developers.telnyx.com/api/numbers/cancel-sub-number-order">Cancel a sub number order</a>
     */
    private Uni<Void> cancel(TelnyxTypes.Order order) {
        return Multi.createFrom().items(() -> subOrderIds(order).stream())
                .onItem().transformToUniAndConcatenate(
                        subOrder -> telnyx.mutate(api -> api.cancelSubOrder(subOrder), TelnyxTypes.SubOrderResponse.class))
                .collect().asList().replaceWithVoid();
    }

    private List<String> subOrderIds(TelnyxTypes.Order order) {
        List<String> ids = order.subNumberOrdersIds();
        return telnyx.require(ids == null || ids.isEmpty() ? null : ids, true);
    }

    Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return telnyx.query(api -> api.numbers(e164, 1, PAGE), TelnyxTypes.Numbers.class)
                .map(found -> telnyx.require(found.data(), false).stream()
                        .filter(number -> e164.equals(number.phoneNumber()) && isOwned(number)).findFirst())
                .flatMap(found -> found.isEmpty() ? Uni.createFrom().item(Optional.empty())
                        : withCapabilities(found.get()).map(Optional::of));
    }

    /** What a number supports is part of its messaging settings. */
    private Uni<OwnedNumber> withCapabilities(TelnyxTypes.Number number) {
        return telnyx.query(api -> api.messagingSettings(telnyx.require(number.id(), false)),
                TelnyxTypes.MessagingSettingsResponse.class)
                .map(settings -> toOwnedNumber(number, telnyx.require(settings.data(), false).capabilities()));
    }

    /** @param connection null to leave it unchanged */
    Uni<OwnedNumber> configure(String id, String profile, String connection) {
        Uni<?> calls = connection == null ? Uni.createFrom().nullItem()
                : telnyx.mutate(api -> api.assignConnection(id, new TelnyxTypes.ConnectionAssignment(connection)),
                        TelnyxTypes.NumberResponse.class);
        return calls
                .chain(() -> telnyx.mutate(
                        api -> api.assignMessagingProfile(id, new TelnyxTypes.MessagingProfileAssignment(profile)),
                        TelnyxTypes.MessagingSettingsResponse.class))
                .map(settings -> telnyx.require(settings.data(), true).capabilities())
                .flatMap(capabilities -> telnyx.query(api -> api.number(id), TelnyxTypes.NumberResponse.class)
                        .map(answer -> toOwnedNumber(telnyx.require(answer.data(), false), capabilities)))
                .map(number -> telnyx.require(id.equals(number.carrierNumberId()) ? number : null, false));
    }

    Uni<Void> release(String id) {
        return telnyx.mutate(api -> api.release(id), Response.Status.OK);
    }

    /**
     * Pages are numbered, so the list is complete only if the count of numbers equals the announced total.
     */
    Uni<List<OwnedNumber>> listOwned() {
        return listPage(1, new ArrayList<>());
    }

    private Uni<List<OwnedNumber>> listPage(int page, List<TelnyxTypes.Number> before) {
        return telnyx.query(api -> api.numbers(null, page, PAGE), TelnyxTypes.Numbers.class).flatMap(answer -> {
            before.addAll(telnyx.require(answer.data(), false));
            TelnyxTypes.Meta meta = telnyx.require(answer.meta(), false);
            if (page < telnyx.require(meta.totalPages(), false)) {
                return listPage(page + 1, before);
            }
            if (before.size() != telnyx.require(meta.totalResults(), false)
                    || before.stream().map(TelnyxTypes.Number::id).distinct().count() != before.size()) {
                return Uni.createFrom().failure(new CarrierException(CarrierFailure.PROTOCOL_ERROR,
                        "telnyx' list of numbers changed while it was read"));
            }
            return Uni.createFrom().item(before.stream().filter(TelnyxNumbers::isOwned)
                    .map(number -> toOwnedNumber(number, NOT_REPORTED)).toList());
        });
    }

    /** Older documentation has the statuses with underscores. */
    private static boolean isOwned(TelnyxTypes.Number number) {
        return number.status() == null || !NOT_OWNED.contains(number.status().replace('_', '-'));
    }

    private OwnedNumber toOwnedNumber(TelnyxTypes.Number number, Capabilities capabilities) {
        telnyx.require(PhoneNumbers.isE164(number.phoneNumber()) ? number : null, false);
        return new OwnedNumber(number.phoneNumber(), telnyx.require(number.id(), false), account, number.customerReference(),
                capabilities, TelnyxTypes.parseDate(number.purchasedAt()));
    }
}
