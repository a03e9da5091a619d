package io.trunkline.kit.problem;

/** A stable error code. Each service has one enum of codes. */
public interface ErrorCode {

    /** The code that clients check: the name of the enum constant. */
    String name();

    /** HTTP status. */
    int status();

    /** Short, the same for every occurrence. */
    String title();
}
