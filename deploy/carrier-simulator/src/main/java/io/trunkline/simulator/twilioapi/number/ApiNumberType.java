package io.trunkline.simulator.twilioapi.number;

import io.trunkline.simulator.inventory.NumberType;

/** The kinds of numbers as the API names them; each is a resource of its own in its paths. */
public enum ApiNumberType {
    LOCAL("Local", "local"),
    TOLL_FREE("TollFree", "toll_free"),
    MOBILE("Mobile", "mobile");

    private final String path;
    private final String key;

    ApiNumberType(String path, String key) {
        this.path = path;
        this.key = key;
    }

    public static ApiNumberType of(NumberType type) {
        return valueOf(type.name());
    }

    /** As it stands in a path. */
    public String path() {
        return path;
    }

    /** As a key of {@code subresource_uris}. */
    String key() {
        return key;
    }

    public NumberType type() {
        return NumberType.valueOf(name());
    }
}
