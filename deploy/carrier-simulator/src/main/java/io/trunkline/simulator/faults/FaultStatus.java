package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A scripted fault and how far it got.
 *
 * @param fired how many calls it hit
 * @param remaining how many it will still hit
 */
public record FaultStatus(int id, @JsonUnwrapped Fault definition, int fired, int remaining) {
}
