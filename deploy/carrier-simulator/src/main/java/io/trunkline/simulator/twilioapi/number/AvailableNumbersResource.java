package io.trunkline.simulator.twilioapi.number;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.inventory.DigitPattern;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/**
 * What is for sale. A search result is no reservation: somebody else may buy the number first. Each carrier puts it below its
 * own path.
 */
@Blocking
public abstract class AvailableNumbersResource {

    private static final String ALL = "/AvailablePhoneNumbers";
    /** A search shows a sample and not the whole stock: pages end here. */
    private static final int MAX_RESULTS = 5_000;

    private final TwilioApiCarrier carrier;
    private final NumberInventory inventory;
    private final IncomingNumberStore incoming;

    protected AvailableNumbersResource(TwilioApiCarrier carrier, NumberInventory inventory, IncomingNumberStore incoming) {
        this.carrier = carrier;
        this.inventory = inventory;
        this.incoming = incoming;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Country(String countryCode, String country, String uri, boolean beta, Map<String, String> subresourceUris) {
    }

    /** ISO codes of the countries whose numbers the carrier sells. */
    protected abstract List<String> countries();

    /** The kinds of numbers the carrier sells. */
    protected abstract List<ApiNumberType> types();

    /** Reads and checks what is searched for. */
    protected abstract Parameters query(UriInfo uri);

    /** Whether numbers of the area can be what is searched for; area code, region and locality are looked at here. */
    protected abstract boolean matches(NumberArea area, Parameters query);

    /** A number for sale as the carrier's JSON shows it. */
    protected abstract Object view(InventoryNumber number);

    @GET
    @Path(ALL + "/{country: [A-Z][A-Z]}/{type: [A-Za-z]+}.json")
    public Uni<Response> search(@RestPath String account, @RestPath String country, @RestPath String type, UriInfo uri) {
        String path = carrier.listUri(account, ALL + "/" + country + "/" + type);
        return carrier.execute(Operation.SEARCH, null, () -> {
            List<NumberArea> areas = types().stream().filter(resource -> resource.path().equals(type))
                    .flatMap(resource -> areas(country, resource).stream()).toList();
            if (areas.isEmpty()) {
                throw TwilioApiException.notFound(path);
            }
            return found(path, search(areas, query(uri)));
        }, Map.<FaultKind, Supplier<Response>> of(FaultKind.NO_INVENTORY, () -> found(path, List.of())));
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> countries(@RestPath String account) {
        return carrier.execute(Operation.SEARCH, null, () -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("countries", countries().stream().map(code -> view(account, code)).toList());
            body.put("uri", carrier.listUri(account, ALL));
            return Response.ok(body).build();
        });
    }

    @GET
    @Path(ALL + "/{country: [A-Z][A-Z]}.json")
    public Uni<Response> country(@RestPath String account, @RestPath String country) {
        return carrier.execute(Operation.SEARCH, null, () -> {
            Country view = view(account, country);
            if (view.subresourceUris().isEmpty()) {
                throw TwilioApiException.notFound(view.uri());
            }
            return Response.ok(view).build();
        });
    }

    private static Response found(String path, List<Object> numbers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("available_phone_numbers", numbers);
        body.put("uri", path);
        return Response.ok(body).build();
    }

    private List<Object> search(List<NumberArea> areas, Parameters query) {
        int size = Page.size(query);
        List<NumberArea> matchingAreas = areas.stream().filter(area -> isInPlace(area, query) && matches(area, query)).toList();
        int skipped = size * query.number("Page", 0, MAX_RESULTS, 0);
        List<DigitPattern> patterns = patterns(query, areas.get(0).countryCode());
        if (skipped >= MAX_RESULTS) {
            return List.of();
        }
        return inventory.numbers(matchingAreas, patterns, incoming.share(), incoming::isForSale, skipped + size).stream()
                .skip(skipped)
                .map(this::view).toList();
    }

    private static List<DigitPattern> patterns(Parameters query, String countryCode) {
        if (!query.isFilled("Contains")) {
            return List.of(DigitPattern.anything(countryCode));
        }
        if (!query.text("Contains").matches("\\+?[0-9A-Za-z*]{2,16}")) {
            throw TwilioApiException.badRequest(20001, "Contains is 2 to 16 digits, letters or *");
        }
        return DigitPattern.containing(query.text("Contains"), countryCode);
    }

    private static boolean isInPlace(NumberArea area, Parameters query) {
        return (!query.isFilled("AreaCode") || area.isNorthAmerican() && area.prefix().equals(query.text("AreaCode")))
                && (!query.isFilled("InRegion") || area.region().equalsIgnoreCase(query.text("InRegion")))
                && (!query.isFilled("InLocality") || area.locality().equalsIgnoreCase(query.text("InLocality")));
    }

    private List<NumberArea> areas(String country, ApiNumberType resource) {
        return countries().contains(country) ? inventory.areas(country, resource.type()) : List.of();
    }

    private Country view(String account, String code) {
        Map<String, String> types = new LinkedHashMap<>();
        for (ApiNumberType resource : types()) {
            if (!areas(code, resource).isEmpty()) {
                types.put(resource.key(), carrier.listUri(account, ALL + "/" + code + "/" + resource.path()));
            }
        }
        String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
        return new Country(code, name, carrier.listUri(account, ALL + "/" + code), false, types);
    }
}
