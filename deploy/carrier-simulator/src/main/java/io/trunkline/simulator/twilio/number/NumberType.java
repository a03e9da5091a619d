package io.trunkline.simulator.twilio.number;

/** The kinds of numbers on sale; each is a resource of its own in Twilio's paths. */
public enum NumberType {
    LOCAL("Local", "local", "local"),
    TOLL_FREE("TollFree", "toll_free", "toll-free"),
    MOBILE("Mobile", "mobile", "mobile");

    /** As it stands in a path. */
    final String resource;
    /** As a key of {@code subresource_uris}. */
    final String key;
    /** As the {@code type} of a bought number. */
    final String wire;

    NumberType(String resource, String key, String wire) {
        this.resource = resource;
        this.key = key;
        this.wire = wire;
    }

    /** Null when there is no such resource here. */
    static NumberType ofResource(String resource) {
        for (NumberType type : values()) {
            if (type.resource.equals(resource)) {
                return type;
            }
        }
        return null;
    }
}
