package io.trunkline.simulator.web;

import jakarta.ws.rs.core.Response;

/** How one of the systems played here words an error that is not about its own subject, such as an unknown path. */
public interface ErrorFormat {

    /** The path below which this system is played, such as {@code /twilio}. */
    String base();

    /**
     * An error in this system's own form.
     *
     * @param status HTTP status, 400 to 599
     * @param message for a person
     */
    Response error(int status, String message);
}
