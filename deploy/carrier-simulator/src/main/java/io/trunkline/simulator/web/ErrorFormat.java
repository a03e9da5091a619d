package io.trunkline.simulator.web;

import jakarta.ws.rs.core.Response;

/** The error format of one simulated system, for errors outside its resources such as an unknown path. */
public interface ErrorFormat {

    /** The base path of this system, such as {@code /twilio}. */
    String base();

    /**
     * An error in this system's format.
     *
     * @param status HTTP status, 400 to 599
     * @param message human-readable
     */
    Response error(int status, String message);
}
