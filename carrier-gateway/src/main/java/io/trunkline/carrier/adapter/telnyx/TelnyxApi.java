package io.trunkline.carrier.adapter.telnyx;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;

/**
 * Telnyx' REST API, version 2. Methods return the response with an unread body, because invalid responses are classified too. A
 * null parameter is not sent.
 *
 * @see <a href="https://developers.telnyx.com/api">API reference</a>
 */
@Path("/v2")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface TelnyxApi {

    @GET
    @Path("/balance")
    Uni<Response> balance();

    @GET
    @Path("/available_phone_numbers")
    Uni<Response> available(@QueryParam("filter[country_code]") String country,
            @QueryParam("filter[phone_number_type]") String type,
            @QueryParam("filter[national_destination_code]") String areaCode,
            @QueryParam("filter[phone_number][contains]") String contains, @QueryParam("filter[locality]") String locality,
            @QueryParam("filter[features][]") List<String> features, @QueryParam("filter[limit]") int limit);

    @POST
    @Path("/number_orders")
    Uni<Response> order(TelnyxTypes.NewOrder order);

    @GET
    @Path("/number_orders")
    Uni<Response> orders(@QueryParam("filter[customer_reference]") String reference, @QueryParam("page[size]") int size);

    @PATCH
    @Path("/sub_number_orders/{id}/cancel")
    Uni<Response> cancelSubOrder(@PathParam("id") String subOrder);

    @GET
    @Path("/phone_numbers")
    Uni<Response> numbers(@QueryParam("filter[phone_number]") String number, @QueryParam("page[number]") int page,
            @QueryParam("page[size]") int size);

    @GET
    @Path("/phone_numbers/{id}")
    Uni<Response> number(@PathParam("id") String id);

    @GET
    @Path("/phone_numbers/{id}/messaging")
    Uni<Response> messagingSettings(@PathParam("id") String id);

    @PATCH
    @Path("/phone_numbers/{id}/messaging")
    Uni<Response> assignMessagingProfile(@PathParam("id") String id, TelnyxTypes.MessagingProfileAssignment assignment);

    @PATCH
    @Path("/phone_numbers/{id}")
    Uni<Response> assignConnection(@PathParam("id") String id, TelnyxTypes.ConnectionAssignment assignment);

    @DELETE
    @Path("/phone_numbers/{id}")
    Uni<Response> release(@PathParam("id") String id);

    @GET
    @Path("/messaging_profiles")
    Uni<Response> profiles(@QueryParam("filter[name]") String name, @QueryParam("page[size]") int size);

    @POST
    @Path("/messaging_profiles")
    Uni<Response> createProfile(TelnyxTypes.NewProfile profile);

    @GET
    @Path("/texml_applications")
    Uni<Response> texmlApplications(@QueryParam("filter[friendly_name]") String namePart, @QueryParam("page[size]") int size);

    @POST
    @Path("/texml_applications")
    Uni<Response> createTexmlApplication(TelnyxTypes.NewTexmlApplication application);

    @POST
    @Path("/messages")
    Uni<Response> send(TelnyxTypes.NewMessage message);

    @POST
    @Path("/messages/whatsapp")
    Uni<Response> sendWhatsApp(TelnyxTypes.NewWhatsApp message);
}
