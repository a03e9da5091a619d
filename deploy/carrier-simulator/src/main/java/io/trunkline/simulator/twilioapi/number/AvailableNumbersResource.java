package io.trunkline.simulator.twilioapi.number;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.twilioapi.ApiNumberType;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** The numbers for sale. A search does not reserve a number. */
@Path(TwilioApi.ACCOUNT_PATH)
@Blocking
public class AvailableNumbersResource {

    private static final String ALL = "/AvailablePhoneNumbers";
    private static final Set<String> PARAMETERS = Set.of("AreaCode", "Contains", "SmsEnabled", "MmsEnabled", "VoiceEnabled",
            "FaxEnabled", "ExcludeAllAddressRequired", "ExcludeLocalAddressRequired", "ExcludeForeignAddressRequired", "Beta",
            "InRegion", "InLocality", "PageSize", "Page", "PageToken");
    /** A search covers a part of the inventory: pages end here. */
    private static final int MAX_RESULTS = 5_000;

    private final TwilioApi api;
    private final NumberInventory inventory;
    private final IncomingNumberStores stores;

    AvailableNumbersResource(TwilioApi api, NumberInventory inventory, IncomingNumberStores stores) {
        this.api = api;
        this.inventory = inventory;
        this.stores = stores;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Country(String countryCode, String country, String uri, boolean beta, Map<String, String> subresourceUris) {
    }

    @GET
    @Path(ALL + "/{country: [A-Z][A-Z]}/{type: [A-Za-z]+}.json")
    public Uni<Response> search(@RestPath String account, @RestPath String country, @RestPath String type, UriInfo uri) {
        CarrierProfile carrier = api.carrier();
        String path = carrier.listUri(account, ALL + "/" + country + "/" + type);
        return api.execute(Operation.SEARCH, null, () -> {
            List<NumberArea> areas = carrier.search().types().stream().filter(candidate -> candidate.path().equals(type))
                    .flatMap(candidate -> areas(carrier, country, candidate).stream()).toList();
            if (areas.isEmpty()) {
                throw TwilioApiException.notFound(path);
            }
            Parameters query = new Parameters(uri.getQueryParameters(), PARAMETERS);
            carrier.search().check().accept(query);
            return toResponse(path, search(carrier, areas, query));
        }, Map.<FaultKind, Supplier<Response>> of(FaultKind.NO_INVENTORY, () -> toResponse(path, List.of())));
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> countries(@RestPath String account) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.SEARCH, null, () -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("countries", carrier.search().countries().stream().map(code -> view(carrier, account, code)).toList());
            body.put("uri", carrier.listUri(account, ALL));
            return Response.ok(body).build();
        });
    }

    @GET
    @Path(ALL + "/{country: [A-Z][A-Z]}.json")
    public Uni<Response> country(@RestPath String account, @RestPath String country) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.SEARCH, null, () -> {
            Country view = view(carrier, account, country);
            if (view.subresourceUris().isEmpty()) {
                throw TwilioApiException.notFound(view.uri());
            }
            return Response.ok(view).build();
        });
    }

    private static Response toResponse(String path, List<Object> numbers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("available_phone_numbers", numbers);
        body.put("uri", path);
        return Response.ok(body).build();
    }

    private List<Object> search(CarrierProfile carrier, List<NumberArea> areas, Parameters query) {
        int size = Page.size(query);
        List<NumberArea> matchingAreas = areas.stream()
                .filter(area -> isInPlace(area, query) && carrier.search().matches().test(area, query)).toList();
        int skipped = size * query.number("Page", 0, MAX_RESULTS, 0);
        List<DigitPattern> patterns = patterns(query, areas.get(0).countryCode());
        if (skipped >= MAX_RESULTS) {
            return List.of();
        }
        return inventory
                .numbers(matchingAreas, patterns, carrier.numbers().share(), stores.of(carrier)::isForSale, skipped + size)
                .stream().skip(skipped).map(carrier.search().view()).toList();
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

    private List<NumberArea> areas(CarrierProfile carrier, String country, ApiNumberType type) {
        return carrier.search().countries().contains(country) ? inventory.areas(country, type.type()) : List.of();
    }

    private Country view(CarrierProfile carrier, String account, String code) {
        Map<String, String> types = new LinkedHashMap<>();
        for (ApiNumberType type : carrier.search().types()) {
            if (!areas(carrier, code, type).isEmpty()) {
                types.put(type.key(), carrier.listUri(account, ALL + "/" + code + "/" + type.path()));
            }
        }
        String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
        return new Country(code, name, carrier.listUri(account, ALL + "/" + code), false, types);
    }
}
