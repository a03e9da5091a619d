package io.trunkline.simulator.twilioapi.number;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Numbers on an account: bought, read, changed, released. Each carrier puts it below its own path. */
@Blocking
public abstract class IncomingNumbersResource {

    protected static final String ALL = "/IncomingPhoneNumbers";
    private static final String ONE = ALL + "/{sid: (PN)?[0-9a-fA-F-]+}.json";

    protected final TwilioApiCarrier carrier;
    protected final NumberSettings settings;
    private final NumberInventory inventory;
    private final IncomingNumberStore numbers;

    protected IncomingNumbersResource(TwilioApiCarrier carrier, NumberInventory inventory, IncomingNumberStore numbers,
            NumberSettings settings) {
        this.carrier = carrier;
        this.inventory = inventory;
        this.numbers = numbers;
        this.settings = settings;
    }

    /** A number as the carrier's JSON shows it. */
    protected abstract Object view(IncomingNumber number, String account);

    /** Buys what the form asks for. */
    protected abstract IncomingNumber purchase(String account, Parameters form);

    /** What a purchase takes beside settings. */
    protected abstract String[] purchaseParameters();

    /** The parameters of a list. */
    protected abstract Set<String> filters();

    /** Whether the carrier's own filters let the number through. */
    protected boolean passes(IncomingNumber number, Parameters query) {
        return true;
    }

    @POST
    @Path(ALL + ".json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buy(@RestPath String account, MultivaluedMap<String, String> form) {
        return buy(form, parameters -> purchase(account, parameters), number -> view(number, account));
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        return list(account, uri, carrier.listUri(account, ALL), number -> true, number -> view(number, account));
    }

    @GET
    @Path(ONE)
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        return carrier.execute(Operation.LIST, numberOf(account, sid), () -> numbers.bySid(account, sid)
                .map(number -> Response.ok(view(number, account)).build())
                .orElseThrow(() -> TwilioApiException.notFound(carrier.uri(account, ALL + "/" + sid))));
    }

    @POST
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> configure(@RestPath String account, @RestPath String sid, MultivaluedMap<String, String> values) {
        return carrier.execute(Operation.CONFIGURE, numberOf(account, sid), () -> {
            Parameters form = settings.form(values, "AccountSid");
            if (form.isFilled("AccountSid") && !form.text("AccountSid").equals(account)) {
                throw TwilioApiException.badRequest(21473, "Numbers are not moved to other accounts here");
            }
            IncomingNumber number = numbers.configure(account, sid, form.text("FriendlyName"), settings.read(form));
            return Response.ok(view(number, account)).build();
        });
    }

    @DELETE
    @Path(ONE)
    public Uni<Response> release(@RestPath String account, @RestPath String sid) {
        return carrier.execute(Operation.RELEASE, numberOf(account, sid), () -> {
            numbers.release(account, sid);
            return Response.noContent().build();
        });
    }

    /**
     * A purchase.
     *
     * @param purchase buys what the form asks for
     * @param view how the bought number is shown
     */
    protected final Uni<Response> buy(MultivaluedMap<String, String> values, Function<Parameters, IncomingNumber> purchase,
            Function<IncomingNumber, Object> view) {
        String requested = values.getFirst("PhoneNumber");
        Map<FaultKind, Supplier<Response>> errorResponses = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    if (requested != null) {
                        numbers.markSoldElsewhere(requested);
                    }
                    throw IncomingNumberStore.notAvailable(requested);
                },
                FaultKind.NO_INVENTORY, () -> {
                    throw TwilioApiException.badRequest(requested == null ? 21452 : 21422, "No phone numbers available.");
                });
        return carrier.execute(Operation.ORDER, requested, () -> Response.status(201)
                .entity(view.apply(purchase.apply(settings.form(values, purchaseParameters())))).build(), errorResponses);
    }

    /** A number by its digits; one that exists nowhere is refused as one that is sold. */
    protected final InventoryNumber inventoryNumber(String e164) {
        return inventory.find(e164).orElseThrow(() -> IncomingNumberStore.notAvailable(e164));
    }

    /** Whether a number of these digits can exist, anywhere in the world. */
    protected final boolean isValid(String e164) {
        return inventory.isValid(e164);
    }

    protected final Uni<Response> list(String account, UriInfo uri, String path, Predicate<IncomingNumber> filter,
            Function<IncomingNumber, Object> view) {
        String requested = uri.getQueryParameters().getFirst("PhoneNumber");
        return carrier.execute(Operation.LIST, requested, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), filters());
            carrier.checkPage(query);
            List<IncomingNumber> matching = numbers.newestFirst(account).stream()
                    .filter(filter).filter(number -> passes(number, query))
                    .filter(number -> !query.isFilled("FriendlyName")
                            || number.friendlyName().equals(query.text("FriendlyName")))
                    .filter(number -> !query.isFilled("PhoneNumber") || matches(query.text("PhoneNumber"), number.e164()))
                    .toList();
            Page<IncomingNumber> page = Page.of(matching, IncomingNumber::seq, query);
            return Response.ok(carrier.envelope(page, "incoming_phone_numbers", page.rows().stream().map(view).toList(), path,
                    query)).build();
        });
    }

    /** Part of a number, {@code *} being any digit; one that begins with a plus is tied to the beginning. */
    private static boolean matches(String pattern, String e164) {
        if (!pattern.matches("\\+?[0-9*]+")) {
            throw TwilioApiException.badRequest(20001, "PhoneNumber is digits and *");
        }
        String digits = pattern.replace("+", "").replace("*", "[0-9]");
        return Pattern.compile((pattern.startsWith("+") ? "^\\+" : "") + digits).matcher(e164).find();
    }

    private String numberOf(String account, String sid) {
        return numbers.bySid(account, sid).map(IncomingNumber::e164).orElse(null);
    }
}
