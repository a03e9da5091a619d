package io.trunkline.local;

import java.util.Arrays;
import java.util.Collection;

/** Milliseconds, sorted. */
record Percentiles(double[] sorted) {

    static Percentiles of(Collection<? extends Number> milliseconds) {
        if (milliseconds.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        double[] sorted = milliseconds.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** The smallest value that is not exceeded by at least this percentage of all values. */
    double at(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    @Override
    public String toString() {
        return "median %.0f ms, p99 %.0f ms, longest %.0f ms (of %d)".formatted(at(50), at(99), at(100), sorted.length);
    }
}
