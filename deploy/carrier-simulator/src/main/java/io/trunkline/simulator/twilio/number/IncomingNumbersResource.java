package io.trunkline.simulator.twilio.number;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import io.trunkline.simulator.stock.NumberType;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;
import io.trunkline.simulator.twilio.Page;
import io.trunkline.simulator.twilio.Parameters;
import io.trunkline.simulator.twilio.TwilioCalls;
import io.trunkline.simulator.twilio.TwilioError;

/** Numbers on our account: bought, read, changed, released. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class IncomingNumbersResource {

    private static final Set<String> FILTERS = Set.of("PhoneNumber", "FriendlyName", "Beta", "Origin", "PageSize", "Page",
            "PageToken");
    private static final String OF_TYPE = "/IncomingPhoneNumbers/{type: Local|TollFree|Mobile}.json";
    private static final String ONE = "/IncomingPhoneNumbers/{sid: PN[0-9a-fA-F]+}.json";

    private final TwilioCalls calls;
    private final Stock stock;
    private final IncomingNumbers numbers;

    IncomingNumbersResource(TwilioCalls calls, Stock stock, IncomingNumbers numbers) {
        this.calls = calls;
        this.stock = stock;
        this.numbers = numbers;
    }

    @POST
    @Path("/IncomingPhoneNumbers.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buy(@RestPath String account, MultivaluedMap<String, String> form) {
        return buy(account, null, form);
    }

    @POST
    @Path(OF_TYPE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buyOfType(@RestPath String account, @RestPath String type, MultivaluedMap<String, String> form) {
        return buy(account, TypeResource.typeOf(type), form);
    }

    @GET
    @Path("/IncomingPhoneNumbers.json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        return list(account, null, uri);
    }

    @GET
    @Path(OF_TYPE)
    public Uni<Response> listOfType(@RestPath String account, @RestPath String type, UriInfo uri) {
        return list(account, TypeResource.typeOf(type), uri);
    }

    @GET
    @Path(ONE)
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        return calls.play(Operation.LIST, numberOf(sid), () -> numbers.bySid(sid)
                .map(number -> Response.ok(IncomingNumberView.of(number, account)).build())
                .orElseThrow(() -> TwilioError.notFound(path(account) + "/" + sid + ".json")));
    }

    @POST
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> configure(@RestPath String account, @RestPath String sid, MultivaluedMap<String, String> values) {
        return calls.play(Operation.CONFIGURE, numberOf(sid), () -> {
            Parameters form = NumberSettings.form(values, "AccountSid");
            if (form.isFilled("AccountSid") && !form.text("AccountSid").equals(account)) {
                throw TwilioError.badRequest(21473, "There is no other account to move the number to");
            }
            IncomingNumber number = numbers.configure(sid, form.text("FriendlyName"), NumberSettings.read(form));
            return Response.ok(IncomingNumberView.of(number, account)).build();
        });
    }

    @DELETE
    @Path(ONE)
    public Uni<Response> release(@RestPath String account, @RestPath String sid) {
        return calls.play(Operation.RELEASE, numberOf(sid), () -> {
            numbers.release(sid);
            return Response.noContent().build();
        });
    }

    private Uni<Response> buy(String account, NumberType type, MultivaluedMap<String, String> form) {
        String wanted = form.getFirst("PhoneNumber");
        Map<FaultKind, Supplier<Response>> refusals = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    if (wanted != null) {
                        numbers.sellElsewhere(wanted);
                    }
                    return TwilioError.badRequest(21422, wanted + " is not available.").toResponse();
                },
                FaultKind.NO_INVENTORY,
                () -> TwilioError.badRequest(wanted == null ? 21452 : 21422, "No phone numbers available.").toResponse());
        return calls.play(Operation.ORDER, wanted, () -> {
            IncomingNumber bought = execute(type, NumberSettings.form(form, "PhoneNumber", "AreaCode"));
            return Response.status(201).entity(view(bought, account, type)).build();
        }, refusals);
    }

    private IncomingNumber execute(NumberType type, Parameters form) {
        String name = form.text("FriendlyName");
        if (form.isFilled("PhoneNumber")) {
            return numbers.buy(stocked(form.text("PhoneNumber"), type), name, NumberSettings.read(form));
        }
        if (form.isFilled("AreaCode")) {
            return numbers.buyIn(form.text("AreaCode"), type == null ? NumberType.LOCAL : type, name,
                    NumberSettings.read(form));
        }
        throw TwilioError.badRequest(21421, "PhoneNumber or AreaCode is required");
    }

    private static IncomingNumberView view(IncomingNumber number, String account, NumberType resource) {
        return resource == null ? IncomingNumberView.of(number, account) : IncomingNumberView.ofType(number, account);
    }

    private StockNumber stocked(String e164, NumberType type) {
        if (!stock.isValid(e164)) {
            throw TwilioError.badRequest(21421, e164 + " is not a valid phone number");
        }
        StockNumber number = stock.find(e164).filter(Share.TWILIO::has)
                .orElseThrow(() -> TwilioError.badRequest(21422, e164 + " is not available."));
        if (type != null && number.area().type() != type) {
            throw TwilioError.badRequest(21458, e164 + " is not of type " + TypeResource.of(type).path);
        }
        return number;
    }

    private Uni<Response> list(String account, NumberType type, UriInfo uri) {
        String asked = uri.getQueryParameters().getFirst("PhoneNumber");
        return calls.play(Operation.LIST, asked, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), FILTERS);
            List<IncomingNumber> fitting = numbers.newestFirst().stream()
                    .filter(number -> type == null || number.number().area().type() == type)
                    .filter(number -> !query.isFilled("FriendlyName")
                            || number.friendlyName().equals(query.text("FriendlyName")))
                    .filter(number -> !query.isFilled("Origin") || query.text("Origin").equals("twilio"))
                    .filter(number -> !query.isFilled("PhoneNumber") || matches(query.text("PhoneNumber"), number.e164()))
                    .toList();
            Page<IncomingNumber> page = Page.of(fitting, IncomingNumber::seq, query);
            List<IncomingNumberView> views = page.rows().stream().map(number -> view(number, account, type)).toList();
            return Response.ok(page.envelope("incoming_phone_numbers", views,
                    path(account) + (type == null ? ".json" : "/" + TypeResource.of(type).path + ".json"), query)).build();
        });
    }

    /** Part of a number, {@code *} being any digit; one that begins with a plus is tied to the beginning. */
    private static boolean matches(String wanted, String e164) {
        if (!wanted.matches("\\+?[0-9*]+")) {
            throw TwilioError.badRequest(20001, "PhoneNumber is digits and *");
        }
        String digits = wanted.replace("+", "").replace("*", "[0-9]");
        return Pattern.compile((wanted.startsWith("+") ? "^\\+" : "") + digits).matcher(e164).find();
    }

    private String numberOf(String sid) {
        return numbers.bySid(sid).map(IncomingNumber::e164).orElse(null);
    }

    private static String path(String account) {
        return "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers";
    }
}
