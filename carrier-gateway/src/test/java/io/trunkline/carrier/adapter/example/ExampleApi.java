package io.trunkline.carrier.adapter.example;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;

/** The carrier's REST API. Methods return the response with an unread body, because invalid responses are classified too. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ExampleApi {

    @GET
    @Path("/stock")
    Uni<Response> stock(@QueryParam("country") String country, @QueryParam("area") String area, @QueryParam("max") int max);

    @POST
    @Path("/orders")
    Uni<Response> order(ExampleTypes.NewOrder order);

    @GET
    @Path("/numbers")
    Uni<Response> numbers(@QueryParam("number") String number, @QueryParam("tag") String tag,
            @QueryParam("after") String after, @QueryParam("size") int size);

    @PUT
    @Path("/numbers/{id}")
    Uni<Response> configure(@PathParam("id") String id, ExampleTypes.Hooks hooks);

    @DELETE
    @Path("/numbers/{id}")
    Uni<Response> release(@PathParam("id") String id);

    @POST
    @Path("/messages")
    Uni<Response> send(ExampleTypes.NewMessage message);
}
