package io.trunkline.simulator.twilioapi;

import io.trunkline.simulator.inventory.NumberType;

/** The number types in the API's paths and JSON. */
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

    /** In a path. */
    public String path() {
        return path;
    }

    /** As a key of {@code subresource_uris}. */
    public String key() {
        return key;
    }

    public NumberType type() {
        return NumberType.valueOf(name());
    }
}
