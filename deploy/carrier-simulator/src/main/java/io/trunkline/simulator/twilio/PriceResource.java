package io.trunkline.simulator.twilio;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** The prices of numbers, of Twilio's Pricing API, without discounts. */
@Singleton
@Path("/twilio/v1/PhoneNumbers/Countries/{country}")
public class PriceResource {

    private static final String PATH = "/PhoneNumbers/Countries/";
    private static final Pattern ENTRY = Pattern.compile("([A-Z]{2}):([a-z ]+)=(\\d+\\.\\d+)");

    private final TwilioApi api;
    private final List<Matcher> entries;

    PriceResource(TwilioApi api, TwilioConfig config) {
        this.api = api;
        this.entries = config.prices().stream().map(PriceResource::parse).toList();
    }

    private static Matcher parse(String entry) {
        Matcher parts = ENTRY.matcher(entry.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not country:type=amount: '" + entry + "'");
        }
        return parts;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Country(String country, String isoCountry, List<Price> phoneNumberPrices, String priceUnit, String url) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Price(String numberType, String basePrice, String currentPrice) {
    }

    @GET
    public Uni<Response> fetch(@RestPath String country) {
        return api.execute(Operation.PRICES, null, () -> Response.ok(view(country)).build());
    }

    private Country view(String country) {
        List<Price> prices = entries.stream().filter(entry -> entry.group(1).equals(country))
                .map(entry -> new Price(entry.group(2), entry.group(3), entry.group(3))).toList();
        if (prices.isEmpty()) {
            throw TwilioApiException.notFound(PATH + country);
        }
        return new Country(new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH), country, prices,
                "USD",
                "https://pricing.twilio.com/v1" + PATH + country);
    }
}
