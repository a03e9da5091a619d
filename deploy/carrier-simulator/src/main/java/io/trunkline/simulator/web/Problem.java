package io.trunkline.simulator.web;

import jakarta.ws.rs.core.Response;

/** An error of the simulator's own API, in the format of RFC 9457. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private record Body(String type, String title, int status, String detail, String code) {
    }

    private Problem(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "BAD_REQUEST", detail);
    }

    public static Problem notFound(String code, String detail) {
        return new Problem(404, code, detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail);
    }

    Response toResponse() {
        return response(status, code, getMessage());
    }

    static Response response(int status, String code, String detail) {
        String title = Response.Status.fromStatusCode(status) == null ? "Error"
                : Response.Status.fromStatusCode(status).getReasonPhrase();
        return Response.status(status).type("application/problem+json")
                .entity(new Body("about:blank", title, status, detail, code)).build();
    }
}
