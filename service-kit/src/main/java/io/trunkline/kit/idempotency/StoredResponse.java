package io.trunkline.kit.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** @param status null while the first request is still running */
record StoredResponse(Fingerprint request, Integer status, String contentType, String location, byte[] body) {

    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).type(contentType).entity(body);
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        return response.build();
    }
}
