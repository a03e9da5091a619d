package io.trunkline.simulator.signalwire;

import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilioapi.TwilioApiErrorFormat;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Errors below {@code /signalwire}: https://signalwire.com/docs/compatibility-api/rest/error-codes. */
@Singleton
class SignalWireErrorFormat extends TwilioApiErrorFormat {

    /** SignalWire's codes where Twilio's are others. It has none for a number that is sold: the general 20422 stands for it. */
    private static final Map<Integer, Integer> CODES = Map.of(20001, 90000, 21403, 21209, 21422, 20422, 21473, 90000, 21502,
            21456, 21606, 21210, 21609, 21456, 21619, 21602);

    @Override
    public String base() {
        return "/signalwire";
    }

    /** A value that is not accepted is 422, as its OpenAPI document says. */
    @Override
    public TwilioApiException translate(TwilioApiException error) {
        return new TwilioApiException(error.status() == 400 ? 422 : error.status(),
                CODES.getOrDefault(error.code(), error.code()), error.getMessage());
    }

    @Override
    public TwilioApiException ofStatus(int status, String message) {
        int code = switch (status) {
            case 401, 403 -> 20003;
            case 404, 405 -> 20404;
            case 429 -> 20429;
            default -> status >= 500 ? 20504 : 20422;
        };
        return new TwilioApiException(status, code, message);
    }

    @Override
    protected String documentation(int code) {
        return "https://signalwire.com/docs/compatibility-api/reference/errors";
    }
}
