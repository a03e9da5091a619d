package io.trunkline.carrier.adapter.twilio;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.mutiny.Uni;

/**
 * Twilio's Pricing API, version 1, which has another host.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/pricing">PhoneNumbers Country resource</a>
 */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
interface TwilioPricingApi {

    @GET
    @Path("/PhoneNumbers/Countries/{country}")
    Uni<Response> numbers(@PathParam("country") String country);

    /** @param priceUnit ISO 4217, in upper or lower case */
    @JsonNaming(SnakeCaseStrategy.class)
    record Country(String isoCountry, String priceUnit, List<Price> phoneNumberPrices) {
    }

    /**
     * The monthly price of a number type.
     *
     * @param numberType {@code local}, {@code mobile}, {@code national}, {@code toll free} and others
     * @param currentPrice decimal, with the account's discounts
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String numberType, String currentPrice) {
    }
}
