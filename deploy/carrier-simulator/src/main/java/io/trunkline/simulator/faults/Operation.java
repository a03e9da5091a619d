package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller asks of a carrier, whatever the carrier calls it. */
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
    /** Every one of the others. */
    @JsonProperty("any")
    ANY
}
