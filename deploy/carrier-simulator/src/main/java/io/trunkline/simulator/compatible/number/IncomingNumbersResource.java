package io.trunkline.simulator.compatible.number;

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
import io.trunkline.simulator.compatible.CompatibleCarrier;
import io.trunkline.simulator.compatible.Page;
import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.compatible.Refusal;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;

/** Numbers on an account: bought, read, changed, released. Each carrier puts it below its own path. */
@Blocking
public abstract class IncomingNumbersResource {

    protected static final String ALL = "/IncomingPhoneNumbers";
    private static final String ONE = ALL + "/{sid: (PN)?[0-9a-fA-F-]+}.json";

    protected final CompatibleCarrier carrier;
    protected final NumberSettings settings;
    private final Stock stock;
    private final IncomingNumbers numbers;

    protected IncomingNumbersResource(CompatibleCarrier carrier, Stock stock, IncomingNumbers numbers,
            NumberSettings settings) {
        this.carrier = carrier;
        this.stock = stock;
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
        return carrier.play(Operation.LIST, numberOf(account, sid), () -> numbers.bySid(account, sid)
                .map(number -> Response.ok(view(number, account)).build())
                .orElseThrow(() -> Refusal.notFound(carrier.uri(account, ALL + "/" + sid))));
    }

    @POST
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> configure(@RestPath String account, @RestPath String sid, MultivaluedMap<String, String> values) {
        return carrier.play(Operation.CONFIGURE, numberOf(account, sid), () -> {
            Parameters form = settings.form(values, "AccountSid");
            if (form.isFilled("AccountSid") && !form.text("AccountSid").equals(account)) {
                throw Refusal.badRequest(21473, "Numbers are not moved to other accounts here");
            }
            IncomingNumber number = numbers.configure(account, sid, form.text("FriendlyName"), settings.read(form));
            return Response.ok(view(number, account)).build();
        });
    }

    @DELETE
    @Path(ONE)
    public Uni<Response> release(@RestPath String account, @RestPath String sid) {
        return carrier.play(Operation.RELEASE, numberOf(account, sid), () -> {
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
        String asked = values.getFirst("PhoneNumber");
        Map<FaultKind, Supplier<Response>> refusals = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    if (asked != null) {
                        numbers.sellElsewhere(asked);
                    }
                    throw IncomingNumbers.notAvailable(asked);
                },
                FaultKind.NO_INVENTORY, () -> {
                    throw Refusal.badRequest(asked == null ? 21452 : 21422, "No phone numbers available.");
                });
        return carrier.play(Operation.ORDER, asked, () -> Response.status(201)
                .entity(view.apply(purchase.apply(settings.form(values, purchaseParameters())))).build(), refusals);
    }

    /** A number by its digits; one that exists nowhere is refused as one that is sold. */
    protected final StockNumber stocked(String e164) {
        return stock.find(e164).orElseThrow(() -> IncomingNumbers.notAvailable(e164));
    }

    /** Whether a number of these digits can exist, anywhere in the world. */
    protected final boolean isValid(String e164) {
        return stock.isValid(e164);
    }

    protected final Uni<Response> list(String account, UriInfo uri, String path, Predicate<IncomingNumber> wanted,
            Function<IncomingNumber, Object> view) {
        String asked = uri.getQueryParameters().getFirst("PhoneNumber");
        return carrier.play(Operation.LIST, asked, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), filters());
            carrier.checkPage(query);
            List<IncomingNumber> fitting = numbers.newestFirst(account).stream()
                    .filter(wanted).filter(number -> passes(number, query))
                    .filter(number -> !query.isFilled("FriendlyName")
                            || number.friendlyName().equals(query.text("FriendlyName")))
                    .filter(number -> !query.isFilled("PhoneNumber") || matches(query.text("PhoneNumber"), number.e164()))
                    .toList();
            Page<IncomingNumber> page = Page.of(fitting, IncomingNumber::seq, query);
            return Response.ok(carrier.envelope(page, "incoming_phone_numbers", page.rows().stream().map(view).toList(), path,
                    query)).build();
        });
    }

    /** Part of a number, {@code *} being any digit; one that begins with a plus is tied to the beginning. */
    private static boolean matches(String wanted, String e164) {
        if (!wanted.matches("\\+?[0-9*]+")) {
            throw Refusal.badRequest(20001, "PhoneNumber is digits and *");
        }
        String digits = wanted.replace("+", "").replace("*", "[0-9]");
        return Pattern.compile((wanted.startsWith("+") ? "^\\+" : "") + digits).matcher(e164).find();
    }

    private String numberOf(String account, String sid) {
        return numbers.bySid(account, sid).map(IncomingNumber::e164).orElse(null);
    }
}
