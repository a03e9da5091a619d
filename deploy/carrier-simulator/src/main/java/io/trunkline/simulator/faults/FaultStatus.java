package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A scripted fault and its progress.
 *
 * @param fired number of requests it was applied to
 * @param remaining number of requests it will still be applied to
 */
public record FaultStatus(int id, @JsonUnwrapped Fault definition, int fired, int remaining) {
}
