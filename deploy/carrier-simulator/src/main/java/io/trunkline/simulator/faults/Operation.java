package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The operations of a carrier, independent of the carrier's names for them. */
public enum Operation {
    @JsonProperty("search")
    SEARCH,
    @JsonProperty("order")
    ORDER,
    @JsonProperty("configure")
    CONFIGURE,
    @JsonProperty("release")
    RELEASE,
    @JsonProperty("list")
    LIST,
    @JsonProperty("message")
    MESSAGE,
    @JsonProperty("prices")
    PRICES,
    /** All operations. */
    @JsonProperty("any")
    ANY
}
