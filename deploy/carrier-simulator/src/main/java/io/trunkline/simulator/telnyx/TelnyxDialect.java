package io.trunkline.simulator.telnyx;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.web.Dialect;

/** Errors below {@code /telnyx}. */
@Singleton
class TelnyxDialect implements Dialect {

    @Override
    public String base() {
        return "/telnyx";
    }

    @Override
    public Response error(int status, String message) {
        return TelnyxError.of(Reason.ofStatus(status), message).toResponse();
    }

    @ServerExceptionMapper
    Response refusal(TelnyxError error) {
        return error.toResponse();
    }
}
