package io.trunkline.simulator.twilioapi;

/**
 * A rejected request, with Twilio's code: https://www.twilio.com/docs/api/errors. {@link TwilioApiErrorFormat} converts it to
 * the carrier's own code.
 */
public final class TwilioApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    public TwilioApiException(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Most codes of the range 21xxx come with HTTP 400. */
    public static TwilioApiException badRequest(int code, String message) {
        return new TwilioApiException(400, code, message);
    }

    public static TwilioApiException notFound(String path) {
        return new TwilioApiException(404, 20404, "The requested resource " + path + " was not found");
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }
}
