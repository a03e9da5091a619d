package io.trunkline.carrier.adapter.twilioapi;

import java.util.List;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;

/**
 * The REST API 2010-04-01, which Twilio and SignalWire share. Methods return the response with an unread body, because invalid
 * responses (a proxy's page, a truncated document) are classified too. A null parameter is not sent.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api">Phone numbers</a>
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Messages</a>
 * @see <a href="https://developer.signalwire.com/compatibility-api">SignalWire's Compatibility API</a>
 */
@Path("/2010-04-01/Accounts")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface TwilioApi {

    @GET
    @Path("/{account}.json")
    Uni<Response> account(@PathParam("account") String account);

    @GET
    @Path("/{account}/AvailablePhoneNumbers/{country}/{type}.json")
    Uni<Response> available(@PathParam("account") String account, @PathParam("country") String country,
            @PathParam("type") String type, @BeanParam TwilioApiSearch search, @QueryParam("PageSize") int pageSize);

    @POST
    @Path("/{account}/IncomingPhoneNumbers.json")
    Uni<Response> buy(@PathParam("account") String account, @FormParam("PhoneNumber") String phoneNumber,
            @FormParam("FriendlyName") String friendlyName, @BeanParam TwilioApiWebhooks webhooks,
            @FormParam("AddressSid") String addressSid, @FormParam("BundleSid") String bundleSid,
            @FormParam("IdentitySid") String identitySid);

    @GET
    @Path("/{account}/IncomingPhoneNumbers.json")
    Uni<Response> owned(@PathParam("account") String account, @QueryParam("PhoneNumber") String phoneNumber,
            @QueryParam("FriendlyName") String friendlyName, @QueryParam("PageSize") int pageSize,
            @QueryParam("Page") String page, @QueryParam("PageToken") String pageToken);

    @POST
    @Path("/{account}/IncomingPhoneNumbers/{sid}.json")
    Uni<Response> configure(@PathParam("account") String account, @PathParam("sid") String sid,
            @BeanParam TwilioApiWebhooks webhooks);

    @DELETE
    @Path("/{account}/IncomingPhoneNumbers/{sid}.json")
    Uni<Response> release(@PathParam("account") String account, @PathParam("sid") String sid);

    @POST
    @Path("/{account}/Messages.json")
    Uni<Response> send(@PathParam("account") String account, @FormParam("From") String from,
            @FormParam("To") String to, @FormParam("Body") String body, @FormParam("MediaUrl") List<String> mediaUrls,
            @FormParam("StatusCallback") String statusCallback);

    @GET
    @Path("/{account}/Messages.json")
    Uni<Response> sent(@PathParam("account") String account, @QueryParam("From") String from,
            @QueryParam("To") String to, @QueryParam("PageSize") int pageSize);
}
