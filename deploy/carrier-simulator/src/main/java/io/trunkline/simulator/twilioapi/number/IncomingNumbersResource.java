package io.trunkline.simulator.twilioapi.number;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.twilioapi.ApiNumberType;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** The numbers of an account: buy, list, read, change, release. */
@Path(TwilioApi.ACCOUNT_PATH)
@Blocking
public class IncomingNumbersResource {

    /** The path below the account. */
    public static final String ALL = "/IncomingPhoneNumbers";
    private static final String ONE = ALL + "/{sid: (PN)?[0-9a-fA-F-]+}.json";

    private final TwilioApi api;
    private final NumberInventory inventory;
    private final IncomingNumberStores stores;

    IncomingNumbersResource(TwilioApi api, NumberInventory inventory, IncomingNumberStores stores) {
        this.api = api;
        this.inventory = inventory;
        this.stores = stores;
    }

    @POST
    @Path(ALL + ".json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buy(@RestPath String account, MultivaluedMap<String, String> form) {
        return buy(account, form, null, api.carrier().numbers().view());
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        return list(account, uri, null, api.carrier().numbers().view());
    }

    @GET
    @Path(ONE)
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.LIST, numberOf(account, sid), () -> stores.of(carrier).bySid(account, sid)
                .map(number -> Response.ok(carrier.numbers().view().apply(number)).build())
                .orElseThrow(() -> TwilioApiException.notFound(carrier.uri(account, ALL + "/" + sid))));
    }

    @POST
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> configure(@RestPath String account, @RestPath String sid, MultivaluedMap<String, String> values) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.CONFIGURE, numberOf(account, sid), () -> {
            Parameters form = carrier.numbers().settings().form(values, Set.of("AccountSid"));
            if (form.isFilled("AccountSid") && !form.text("AccountSid").equals(account)) {
                throw TwilioApiException.badRequest(21473, "Transfers to other accounts are not simulated");
            }
            IncomingNumber number = stores.of(carrier).configure(account, sid, form.text("FriendlyName"),
                    carrier.numbers().settings().read(form));
            return Response.ok(carrier.numbers().view().apply(number)).build();
        });
    }

    @DELETE
    @Path(ONE)
    public Uni<Response> release(@RestPath String account, @RestPath String sid) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.RELEASE, numberOf(account, sid), () -> {
            stores.of(carrier).release(account, sid);
            return Response.noContent().build();
        });
    }

    /**
     * Buys a number.
     *
     * @param type required type of the number, null for any
     * @param view the bought number in the carrier's JSON
     */
    public Uni<Response> buy(String account, MultivaluedMap<String, String> values, ApiNumberType type,
            Function<IncomingNumber, Object> view) {
        CarrierProfile carrier = api.carrier();
        String requested = values.getFirst("PhoneNumber");
        Map<FaultKind, Supplier<Response>> errorResponses = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    if (requested != null) {
                        stores.of(carrier).markSoldElsewhere(requested);
                    }
                    throw IncomingNumberStore.notAvailable(requested);
                },
                FaultKind.NO_INVENTORY, () -> {
                    throw TwilioApiException.badRequest(requested == null ? 21452 : 21422, "No phone numbers available.");
                });
        return api.execute(Operation.ORDER, requested, () -> {
            Parameters form = carrier.numbers().settings().form(values, carrier.numbers().purchaseParameters());
            return Response.status(201).entity(view.apply(purchase(carrier, account, form, type))).build();
        }, errorResponses);
    }

    /**
     * Lists numbers.
     *
     * @param type of the numbers, null for all
     * @param view a number in the carrier's JSON
     */
    public Uni<Response> list(String account, UriInfo uri, ApiNumberType type, Function<IncomingNumber, Object> view) {
        CarrierProfile carrier = api.carrier();
        String path = carrier.listUri(account, type == null ? ALL : ALL + "/" + type.path());
        return api.execute(Operation.LIST, uri.getQueryParameters().getFirst("PhoneNumber"), () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), carrier.numbers().listParameters());
            carrier.paging().check().accept(query);
            List<IncomingNumber> matching = stores.of(carrier).newestFirst(account).stream()
                    .filter(number -> type == null || number.number().area().type() == type.type())
                    .filter(number -> carrier.numbers().matches().test(number, query))
                    .filter(number -> !query.isFilled("FriendlyName")
                            || number.friendlyName().equals(query.text("FriendlyName")))
                    .filter(number -> !query.isFilled("PhoneNumber") || matches(query.text("PhoneNumber"), number.e164()))
                    .toList();
            Page<IncomingNumber> page = Page.of(matching, IncomingNumber::seq, query);
            return Response.ok(page.envelope(carrier, "incoming_phone_numbers", page.rows().stream().map(view).toList(), path,
                    query)).build();
        });
    }

    private IncomingNumber purchase(CarrierProfile carrier, String account, Parameters form, ApiNumberType type) {
        carrier.numbers().checkForm().accept(form);
        String name = form.text("FriendlyName");
        if (form.isFilled("PhoneNumber")) {
            InventoryNumber number = inventoryNumber(form.text("PhoneNumber"), type);
            return stores.of(carrier).buy(account, number, name, carrier.numbers().settings().read(form));
        }
        NumberType requested = type == null ? NumberType.LOCAL : type.type();
        return stores.of(carrier).buyByAreaCode(account, form.text("AreaCode"), requested, name,
                carrier.numbers().settings().read(form));
    }

    /** A number by its digits. One that does not exist has the same error as one that is sold. */
    private InventoryNumber inventoryNumber(String e164, ApiNumberType type) {
        InventoryNumber number = inventory.find(e164).orElseThrow(() -> IncomingNumberStore.notAvailable(e164));
        if (type != null && number.area().type() != type.type()) {
            throw TwilioApiException.badRequest(21458, e164 + " is not of type " + type.path());
        }
        return number;
    }

    /** Part of a number; {@code *} is any digit. A plus anchors it at the beginning. */
    private static boolean matches(String pattern, String e164) {
        if (!pattern.matches("\\+?[0-9*]+")) {
            throw TwilioApiException.badRequest(20001, "PhoneNumber is digits and *");
        }
        String digits = pattern.replace("+", "").replace("*", "[0-9]");
        return Pattern.compile((pattern.startsWith("+") ? "^\\+" : "") + digits).matcher(e164).find();
    }

    private String numberOf(String account, String sid) {
        return stores.of(api.carrier()).bySid(account, sid).map(IncomingNumber::e164).orElse(null);
    }
}
