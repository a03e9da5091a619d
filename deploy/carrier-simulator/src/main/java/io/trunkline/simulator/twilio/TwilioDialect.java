package io.trunkline.simulator.twilio;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.trunkline.simulator.web.Dialect;

/** Errors below {@code /twilio}. */
@Singleton
class TwilioDialect implements Dialect {

    @Override
    public String base() {
        return "/twilio";
    }

    @Override
    public Response error(int status, String message) {
        return TwilioError.ofStatus(status, message).toResponse();
    }

    @ServerExceptionMapper
    Response refusal(TwilioError error) {
        return error.toResponse();
    }
}
