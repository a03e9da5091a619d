package io.trunkline.simulator.telnyx;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.web.ErrorFormat;

/** Errors below {@code /telnyx}. */
@Singleton
class TelnyxErrorFormat implements ErrorFormat {

    @Override
    public String base() {
        return "/telnyx";
    }

    @Override
    public Response error(int status, String message) {
        return TelnyxException.of(Reason.ofStatus(status), message).toResponse();
    }

    @ServerExceptionMapper
    Response toResponse(TelnyxException error) {
        return error.toResponse();
    }
}
