package io.trunkline.local;

import java.util.Arrays;

/** The four services, in the order of their ports. */
public enum Service {

    INVENTORY("inventory-service", "inventory"),
    PROVISIONING("provisioning-service", "provisioning"),
    CARRIER("carrier-gateway", "carrier"),
    WEBHOOK("webhook-router", "webhook");

    private final String id;
    private final String database;

    Service(String id, String database) {
        this.id = id;
        this.database = database;
    }

    /** The name outside Java and of the Maven module. */
    public String id() {
        return id;
    }

    public String database() {
        return database;
    }

    /** @throws IllegalArgumentException when no service has this name */
    public static Service of(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No service is called " + id));
    }
}
