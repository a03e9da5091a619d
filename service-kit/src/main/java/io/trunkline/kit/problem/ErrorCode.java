package io.trunkline.kit.problem;

/** A stable error code; each service has one enum of them. */
public interface ErrorCode {

    /** The code clients dispatch on: the enum constant's name. */
    String name();

    /** HTTP status. */
    int status();

    /** Short, the same for every occurrence. */
    String title();
}
