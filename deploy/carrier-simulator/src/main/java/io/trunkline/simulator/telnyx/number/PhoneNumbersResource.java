package io.trunkline.simulator.telnyx.number;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.QueryParameters;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.ConnectionStore;

/** The numbers of an account: list, read, change, release. */
@Path("/telnyx/v2/phone_numbers")
@Blocking
public class PhoneNumbersResource {

    private static final Set<String> FILTERS = Set.of("filter[phone_number]", "filter[customer_reference]", "filter[status]",
            "filter[tag]", "filter[connection_id]", "filter[country_iso_alpha2]", "filter[country_iso_alpha2][]",
            "filter[number_type][eq]", "filter[source]", "filter[billing_group_id]", "filter[without_tags]", "sort",
            "handle_messaging_profile_error");
    private static final int MIN_DIGITS = 3;

    private final TelnyxApi api;
    private final PhoneNumberStore numbers;
    private final NumberSettings settings;
    private final ConnectionStore connections;

    PhoneNumbersResource(TelnyxApi api, PhoneNumberStore numbers, NumberSettings settings, ConnectionStore connections) {
        this.api = api;
        this.numbers = numbers;
        this.settings = settings;
        this.connections = connections;
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        String requested = uri.getQueryParameters().getFirst("filter[phone_number]");
        return api.respond(Operation.LIST, requested, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTERS);
            String digits = digits(query);
            List<PhoneNumber> matching = numbers.newestFirst(api.account()).stream()
                    .filter(number -> number.e164().contains(digits) && matches(number, query)).sorted(order(query)).toList();
            return query.page(matching, this::view);
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, numberOf(id), () -> view(numbers.required(api.account(), id)));
    }

    @PATCH
    @Path("/{id}")
    public Uni<Response> update(@RestPath String id, Map<String, Object> body) {
        return configure(id, () -> settings.general(body), this::view);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Response> release(@RestPath String id) {
        return api.execute(Operation.RELEASE, numberOf(id), () -> PhoneNumberView.deleted(numbers.release(api.account(), id)));
    }

    @GET
    @Path("/{id}/messaging")
    public Uni<Response> messaging(@RestPath String id) {
        return api.execute(Operation.LIST, numberOf(id), () -> PhoneNumberView.messaging(numbers.required(api.account(), id)));
    }

    @PATCH
    @Path("/{id}/messaging")
    public Uni<Response> updateMessaging(@RestPath String id, Map<String, Object> body) {
        return configure(id, () -> settings.messaging(body), PhoneNumberView::messaging);
    }

    @GET
    @Path("/{id}/voice")
    public Uni<Response> voice(@RestPath String id) {
        return api.execute(Operation.LIST, numberOf(id), () -> PhoneNumberView.voice(numbers.required(api.account(), id)));
    }

    @PATCH
    @Path("/{id}/voice")
    public Uni<Response> updateVoice(@RestPath String id, Map<String, Object> body) {
        return configure(id, () -> {
            Map<String, Object> voice = new LinkedHashMap<>(numbers.required(api.account(), id).voice());
            voice.putAll(settings.voice(body));
            return Map.of("voice", voice);
        }, PhoneNumberView::voice);
    }

    private Uni<Response> configure(String id, Supplier<Map<String, Object>> changes,
            Function<PhoneNumber, Map<String, Object>> view) {
        return api.execute(Operation.CONFIGURE, numberOf(id),
                () -> view.apply(numbers.configure(api.account(), id, changes.get())));
    }

    private Map<String, Object> view(PhoneNumber number) {
        return PhoneNumberView.of(number, name(Kind.FOR_CALLS, number.text("connection_id")),
                name(Set.of(Kind.MESSAGING_PROFILE), number.messagingProfileId()));
    }

    private String name(Set<Kind> kinds, String id) {
        return id == null ? null : connections.find(api.account(), kinds, id).map(Connection::name).orElse(null);
    }

    private String numberOf(String id) {
        return numbers.byId(api.account(), id).map(PhoneNumber::e164).orElse(null);
    }

    /** Part of a number, at any position. A plus is ignored: in a query it often becomes a blank. */
    private static String digits(QueryParameters query) {
        String digits = query.text("filter[phone_number]") == null ? ""
                : query.text("filter[phone_number]").replaceAll("[+ ]", "");
        if (!digits.isEmpty() && (digits.length() < MIN_DIGITS || !digits.matches("[0-9]+"))) {
            throw TelnyxException.of(Reason.BAD_REQUEST, "filter[phone_number] is at least three digits");
        }
        return digits;
    }

    private static boolean matches(PhoneNumber number, QueryParameters query) {
        List<String> countries = query.all("filter[country_iso_alpha2]");
        return query.matches("filter[customer_reference]", number.reference()) && query.matches("filter[status]", "active")
                && (query.text("filter[tag]") == null || number.tags().contains(query.text("filter[tag]")))
                && (!query.isTrue("filter[without_tags]") || number.tags().isEmpty())
                && query.matches("filter[connection_id]", number.text("connection_id"))
                && query.matches("filter[billing_group_id]", number.text("billing_group_id"))
                && (countries.isEmpty() || countries.contains(number.number().country()))
                && query.matches("filter[number_type][eq]", number.type()) && query.matches("filter[source]", "purchased");
    }

    /** Newest first by default; a minus reverses the order. */
    private static Comparator<PhoneNumber> order(QueryParameters query) {
        String sort = query.text("sort") == null ? "-purchased_at" : query.text("sort");
        Comparator<PhoneNumber> order = switch (sort.replaceFirst("^-", "")) {
            case "purchased_at" -> Comparator.comparingLong(PhoneNumber::seq);
            case "phone_number" -> Comparator.comparing(PhoneNumber::e164);
            default -> throw TelnyxException.of(Reason.NOT_IN_LIST, "sort is purchased_at or phone_number");
        };
        return sort.startsWith("-") ? order.reversed() : order;
    }
}
