package io.trunkline.provisioning.operation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The steps of one kind of operation in their order, each with its compensation. A failure runs the compensations of the steps
 * before the failed one, in reverse order. {@link #toString()} prints the plan:
 *
 * <pre>
 * PROVISION: CLAIM or ORDER ↩ GIVE_BACK, CONFIGURE
 * PURCHASE: HOLD ↩ VOID, ORDER ↩ GIVE_BACK, CONFIGURE, CAPTURE
 * RELEASE: RELEASE
 * </pre>
 */
final class SagaPlan {

    private final List<PlannedStep> steps;

    private SagaPlan(List<PlannedStep> steps) {
        this.steps = steps;
    }

    /**
     * One row of a plan.
     *
     * @param alternative runs in its place when the step cannot deliver; null: none
     * @param compensation compensates it or its alternative; null: none is needed
     * @param noCompensation why none is needed; null when there is one
     */
    record PlannedStep(Step step, Step alternative, Step compensation, String noCompensation) {

        PlannedStep or(Step other) {
            return new PlannedStep(step, other, compensation, noCompensation);
        }

        PlannedStep compensatedBy(Step other) {
            return new PlannedStep(step, alternative, other, null);
        }

        PlannedStep withoutCompensation(String reason) {
            return new PlannedStep(step, alternative, null, reason);
        }

        private boolean contains(Step other) {
            return step == other || alternative == other || compensation == other;
        }

        @Override
        public String toString() {
            return step + (alternative == null ? "" : " or " + alternative)
                    + (compensation == null ? "" : " ↩ " + compensation);
        }
    }

    static SagaPlan of(PlannedStep... steps) {
        return new SagaPlan(List.of(steps));
    }

    static PlannedStep run(Step step) {
        return new PlannedStep(step, null, null, null);
    }

    List<PlannedStep> steps() {
        return steps;
    }

    Step first() {
        return steps.get(0).step();
    }

    /** @return empty after the last step */
    Optional<Step> after(Step current) {
        return steps.stream().skip(rowOf(current) + 1L).map(PlannedStep::step).findFirst();
    }

    /** @return the step that runs in its place when it cannot deliver; empty: the operation fails */
    Optional<Step> alternativeOf(Step current) {
        return steps.stream().filter(row -> row.step() == current).map(PlannedStep::alternative).filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * @param current the failed step, or the compensation that ended
     * @return the compensation of the nearest row before it that needs one; empty when nothing is left to compensate
     */
    Optional<Step> compensationBefore(Step current) {
        int row = rowOf(current);
        return IntStream.rangeClosed(1, row).mapToObj(distance -> steps.get(row - distance).compensation())
                .filter(Objects::nonNull).findFirst();
    }

    /** @return the compensation of the step itself; empty when it needs none */
    Optional<Step> compensationOf(Step current) {
        return Optional.ofNullable(steps.get(rowOf(current)).compensation());
    }

    /** Every step, alternative and compensation. */
    Stream<Step> allSteps() {
        return steps.stream().flatMap(row -> Stream.of(row.step(), row.alternative(), row.compensation()))
                .filter(Objects::nonNull);
    }

    private int rowOf(Step step) {
        return IntStream.range(0, steps.size()).filter(row -> steps.get(row).contains(step)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(step + " is not a step of " + this));
    }

    @Override
    public String toString() {
        return steps.stream().map(PlannedStep::toString).collect(Collectors.joining(", "));
    }
}
