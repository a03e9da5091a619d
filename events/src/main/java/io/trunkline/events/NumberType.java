package io.trunkline.events;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Number types that carriers sell. The JSON names are those of the public API. */
public enum NumberType {
    @JsonProperty("local")
    LOCAL("local"),
    @JsonProperty("tollFree")
    TOLL_FREE("tollFree"),
    @JsonProperty("mobile")
    MOBILE("mobile");

    private final String publicName;

    NumberType(String publicName) {
        this.publicName = publicName;
    }

    /** The name in the public API, in events and in the configuration. */
    public String publicName() {
        return publicName;
    }

    /** @return empty when no type has this public name; case-sensitive */
    public static Optional<NumberType> parse(String publicName) {
        return Arrays.stream(values()).filter(type -> type.publicName.equals(publicName)).findFirst();
    }
}
