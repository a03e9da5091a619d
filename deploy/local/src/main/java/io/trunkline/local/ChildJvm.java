package io.trunkline.local;

import java.util.List;

/** How small the JVMs of a stack are: nine of them share one machine. */
final class ChildJvm {

    static final List<String> OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC");

    private ChildJvm() {
    }
}
