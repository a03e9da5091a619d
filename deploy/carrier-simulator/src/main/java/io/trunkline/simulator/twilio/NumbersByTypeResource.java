package io.trunkline.simulator.twilio;

import java.util.stream.Stream;

import jakarta.ws.rs.Consumes;
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
import io.trunkline.simulator.twilioapi.ApiNumberType;
import io.trunkline.simulator.twilioapi.number.IncomingNumbersResource;

/**
 * The numbers of one type, which only Twilio has as resources. The path begins with an expression like those of the other
 * resources: the router matches the longest literal beginning only.
 */
@Path("/{api: twilio/2010-04-01}/Accounts/{account: [^/]+}" + IncomingNumbersResource.ALL
        + "/{type: Local|TollFree|Mobile}.json")
@Blocking
public class NumbersByTypeResource {

    private final IncomingNumbersResource numbers;

    NumbersByTypeResource(IncomingNumbersResource numbers) {
        this.numbers = numbers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> buy(@RestPath String account, @RestPath String type, MultivaluedMap<String, String> form) {
        return numbers.buy(account, form, typeOf(type), TwilioNumberView::withoutType);
    }

    @GET
    public Uni<Response> list(@RestPath String account, @RestPath String type, UriInfo uri) {
        return numbers.list(account, uri, typeOf(type), TwilioNumberView::withoutType);
    }

    private static ApiNumberType typeOf(String path) {
        return Stream.of(ApiNumberType.values()).filter(type -> type.path().equals(path)).findFirst().orElseThrow();
    }
}
