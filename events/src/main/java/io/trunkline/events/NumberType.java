package io.trunkline.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of numbers as the carriers sell them; the JSON names are those of the public API. */
public enum NumberType {
    @JsonProperty("local")
    LOCAL,
    @JsonProperty("tollFree")
    TOLL_FREE,
    @JsonProperty("mobile")
    MOBILE
}
