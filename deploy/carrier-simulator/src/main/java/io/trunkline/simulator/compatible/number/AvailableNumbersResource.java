package io.trunkline.simulator.compatible.number;

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
import io.trunkline.simulator.stock.Area;
import io.trunkline.simulator.stock.DigitPattern;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;
import io.trunkline.simulator.compatible.Page;
import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.twilio.TwilioCalls;
import io.trunkline.simulator.compatible.Refusal;

/** What is for sale. A search result is no reservation: somebody else may buy the number first. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class AvailableNumbersResource {

    private static final Set<String> PARAMETERS = Set.of("AreaCode", "Contains", "SmsEnabled", "MmsEnabled", "VoiceEnabled",
            "FaxEnabled", "ExcludeAllAddressRequired", "ExcludeLocalAddressRequired", "ExcludeForeignAddressRequired", "Beta",
            "InRegion", "InLocality", "PageSize", "Page", "PageToken");

    /** A search shows a sample and not the whole stock: pages end here. */
    private static final int SAMPLE = 5_000;

    private final TwilioCalls calls;
    private final Stock stock;
    private final IncomingNumbers incoming;

    AvailableNumbersResource(TwilioCalls calls, Stock stock, IncomingNumbers incoming) {
        this.calls = calls;
        this.stock = stock;
        this.incoming = incoming;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Country(String countryCode, String country, String uri, boolean beta, Map<String, String> subresourceUris) {
    }

    /** Latitude and longitude, LATA, rate centre and postal code are unknown here. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AvailableNumber(String friendlyName, String phoneNumber, String lata, String locality, String rateCenter,
            Double latitude, Double longitude, String region, String postalCode, String isoCountry,
            String addressRequirements, boolean beta, Map<String, Boolean> capabilities) {

        static AvailableNumber of(StockNumber number) {
            Area area = number.area();
            Map<String, Boolean> capabilities = new LinkedHashMap<>();
            capabilities.put("voice", true);
            capabilities.put("sms", area.sms());
            capabilities.put("mms", area.mms());
            return new AvailableNumber(number.friendly(), number.e164(), null, orNull(area.locality()), null, null, null,
                    orNull(area.region()), null, area.country(), IncomingNumbers.addressRequirements(area), false,
                    capabilities);
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @GET
    @Path("/AvailablePhoneNumbers/{country: [A-Z][A-Z]}/{type: [A-Za-z]+}.json")
    public Uni<Response> search(@RestPath String account, @RestPath String country, @RestPath String type, UriInfo uri) {
        Map<FaultKind, Supplier<Response>> refusals = Map.of(FaultKind.NO_INVENTORY,
                () -> found(account, country, type, List.of()));
        return calls.play(Operation.SEARCH, null, () -> {
            List<Area> areas = stock.areas(country, TypeResource.typeOf(type));
            if (areas.isEmpty()) {
                throw Refusal.notFound(path(account) + "/" + country + "/" + type + ".json");
            }
            return found(account, country, type, search(areas, new Parameters(uri.getQueryParameters(), PARAMETERS)));
        }, refusals);
    }

    @GET
    @Path("/AvailablePhoneNumbers.json")
    public Uni<Response> countries(@RestPath String account) {
        return calls.play(Operation.SEARCH, null, () -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("countries", stock.countries().stream().map(code -> view(account, code)).toList());
            body.put("uri", path(account) + ".json");
            return Response.ok(body).build();
        });
    }

    @GET
    @Path("/AvailablePhoneNumbers/{country: [A-Z][A-Z]}.json")
    public Uni<Response> country(@RestPath String account, @RestPath String country) {
        return calls.play(Operation.SEARCH, null, () -> {
            Country view = view(account, country);
            if (view.subresourceUris().isEmpty()) {
                throw Refusal.notFound(view.uri());
            }
            return Response.ok(view).build();
        });
    }

    private static Response found(String account, String country, String type, List<AvailableNumber> numbers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("available_phone_numbers", numbers);
        body.put("uri", path(account) + "/" + country + "/" + type + ".json");
        return Response.ok(body).build();
    }

    private List<AvailableNumber> search(List<Area> areas, Parameters query) {
        int size = Page.size(query);
        List<Area> wanted = areas.stream().filter(area -> fits(area, query)).toList();
        int skipped = size * query.number("Page", 0, SAMPLE, 0);
        List<DigitPattern> patterns = patterns(query, areas.get(0).countryCode());
        if (skipped >= SAMPLE) {
            return List.of();
        }
        return stock.numbers(wanted, patterns, Share.TWILIO, incoming::isForSale, skipped + size).stream().skip(skipped)
                .map(AvailableNumber::of).toList();
    }

    private static List<DigitPattern> patterns(Parameters query, String countryCode) {
        if (!query.isFilled("Contains")) {
            return List.of(DigitPattern.anything(countryCode));
        }
        if (!query.text("Contains").matches("\\+?[0-9A-Za-z*]{2,16}")) {
            throw Refusal.badRequest(20001, "Contains is 2 to 16 digits, letters or *");
        }
        return DigitPattern.containing(query.text("Contains"), countryCode);
    }

    private static boolean fits(Area area, Parameters query) {
        return (!query.isFilled("AreaCode") || area.isNorthAmerican() && area.prefix().equals(query.text("AreaCode")))
                && (!query.isFilled("InRegion") || area.region().equalsIgnoreCase(query.text("InRegion")))
                && (!query.isFilled("InLocality") || area.locality().equalsIgnoreCase(query.text("InLocality")))
                && (!isTrue(query, "SmsEnabled") || area.sms()) && (!isTrue(query, "MmsEnabled") || area.mms())
                && !isTrue(query, "FaxEnabled")
                && (!isTrue(query, "ExcludeAllAddressRequired") || !area.isRegulated());
    }

    /** True asks for the capability; false asks for nothing. */
    private static boolean isTrue(Parameters query, String name) {
        return Boolean.TRUE.equals(query.flag(name));
    }

    private Country view(String account, String code) {
        Map<String, String> types = new LinkedHashMap<>();
        for (TypeResource resource : TypeResource.values()) {
            if (!stock.areas(code, resource.type()).isEmpty()) {
                types.put(resource.key, path(account) + "/" + code + "/" + resource.path + ".json");
            }
        }
        String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
        return new Country(code, name, path(account) + "/" + code + ".json", false, types);
    }

    private static String path(String account) {
        return "/2010-04-01/Accounts/" + account + "/AvailablePhoneNumbers";
    }
}
