package io.trunkline.provisioning.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.trunkline.provisioning.operation.SagaPlan.PlannedStep;

/** The plans as data: complete, and the same as the table in the README. */
class SagaPlanTest {

    @Test
    void printsTheTableOfTheReadme() throws IOException {
        String printed = Arrays.stream(OperationKind.values()).map(kind -> kind + ": " + kind.plan())
                .collect(Collectors.joining("\n", "```\n", "\n```\n"));

        assertThat(Files.readString(Path.of("README.md"))).contains(printed);
    }

    @Test
    void usesEveryStep() {
        Set<Step> planned = Arrays.stream(OperationKind.values()).flatMap(kind -> kind.plan().allSteps())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Step.class)));

        assertThat(planned).containsExactlyInAnyOrder(Step.values());
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void everyStepHasACompensationOrTheReasonForNone(OperationKind kind) {
        assertThat(kind.plan().steps()).isNotEmpty().allSatisfy(
                row -> assertThat(Stream.of(row.compensation(), row.noCompensation())).as(row.toString())
                        .filteredOn(Objects::nonNull).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void noStepIsPlannedTwice(OperationKind kind) {
        assertThat(kind.plan().allSteps()).doesNotHaveDuplicates();
    }

    @Test
    void aCompensationIsNoForwardStep() {
        List<PlannedStep> rows = Arrays.stream(OperationKind.values()).flatMap(kind -> kind.plan().steps().stream()).toList();

        assertThat(rows).extracting(PlannedStep::compensation).doesNotContainAnyElementsOf(
                rows.stream().flatMap(row -> Stream.of(row.step(), row.alternative())).filter(Objects::nonNull)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({ "PROVISION, CLAIM CONFIGURE", "PURCHASE, HOLD ORDER CONFIGURE CAPTURE", "RELEASE, RELEASE" })
    void runsForward(OperationKind kind, String steps) {
        assertThat(walk(Optional.of(kind.plan().first()), kind.plan()::after)).isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({ "PROVISION, CLAIM, ''", "PROVISION, ORDER, ''", "PROVISION, CONFIGURE, GIVE_BACK", "PURCHASE, HOLD, ''",
            "PURCHASE, ORDER, VOID", "PURCHASE, CONFIGURE, GIVE_BACK VOID", "PURCHASE, GIVE_BACK, VOID", "PURCHASE, VOID, ''",
            "PROVISION, GIVE_BACK, ''", "RELEASE, RELEASE, ''" })
    void compensatesInReverseOrder(OperationKind kind, Step failed, String compensations) {
        assertThat(walk(kind.plan().compensationBefore(failed), kind.plan()::compensationBefore)).isEqualTo(compensations);
    }

    @Test
    void anEmptyStockIsReplacedByAnOrder() {
        assertThat(OperationKind.PROVISION.plan().alternativeOf(Step.CLAIM)).contains(Step.ORDER);
        assertThat(OperationKind.PROVISION.plan().after(Step.ORDER)).contains(Step.CONFIGURE);
        assertThat(OperationKind.PURCHASE.plan().alternativeOf(Step.ORDER)).isEmpty();
    }

    @Test
    void refusesAStepOfAnotherPlan() {
        assertThatThrownBy(() -> OperationKind.RELEASE.plan().after(Step.HOLD)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HOLD is not a step of RELEASE");
    }

    private static String walk(Optional<Step> first, Function<Step, Optional<Step>> next) {
        return Stream.iterate(first, Optional::isPresent, step -> next.apply(step.orElseThrow()))
                .map(step -> step.orElseThrow().name()).collect(Collectors.joining(" "));
    }
}
