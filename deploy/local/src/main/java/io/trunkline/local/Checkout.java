package io.trunkline.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checked-out repository, whose built jars are run.
 *
 * @param root the folder of the parent pom
 */
record Checkout(Path root) {

    private static final String MARK = "deploy/local/pom.xml";

    /** The one the working directory lies in. */
    static Checkout current() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MARK))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("Run this inside the Trunkline repository: " + MARK + " is not found from "
                + Path.of("").toAbsolutePath());
    }

    Path localFolder() {
        return root.resolve("deploy/local/target");
    }

    Path serviceJar(Service service) {
        return jar(root.resolve(service.id()));
    }

    Path simulatorJar() {
        return jar(root.resolve("deploy/carrier-simulator"));
    }

    private static Path jar(Path module) {
        Path jar = module.resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing. Build it with: mvn -DskipTests package");
        }
        return jar;
    }
}
