package io.trunkline.simulator.twilio;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilioapi.TwilioApiErrorFormat;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Errors below {@code /twilio}. */
@Singleton
class TwilioErrorFormat extends TwilioApiErrorFormat {

    @Override
    public String base() {
        return "/twilio";
    }

    @Override
    public TwilioApiException translate(TwilioApiException error) {
        return error;
    }

    @Override
    public TwilioApiException ofStatus(int status, String message) {
        int code = switch (status) {
            case 401 -> 20003;
            case 403 -> 20006;
            case 404 -> 20404;
            case 405 -> 20004;
            case 409 -> 20409;
            case 429 -> 20429;
            case 503 -> 20503;
            default -> status >= 500 ? 20500 : 20001;
        };
        return new TwilioApiException(status, code, message);
    }

    @Override
    protected String documentation(int code) {
        return "https://www.twilio.com/docs/errors/" + code;
    }
}
