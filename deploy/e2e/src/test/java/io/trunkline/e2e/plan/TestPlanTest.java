package io.trunkline.e2e.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The test plan and the tests contain the same cases. */
class TestPlanTest {

    private static final Pattern CASE = Pattern.compile("^### (E2E-[A-Z]+-\\d\\d) ", Pattern.MULTILINE);
    private static final Pattern SECTION = Pattern.compile("^### .*?(?=^#|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final List<String> PARTS = List.of("**Setup**", "**Action**", "**Verification**", "**Expected**");

    private final String plan = read(Path.of("TEST_PLAN.md"));

    @Test
    void casesAndTestsMatch() {
        assertThat(casesOfTests()).as("cases of the tests").isNotEmpty().doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(casesOfPlan());
    }

    @Test
    void everyEndToEndTestHasACase() {
        assertThat(endToEndTests()).as("tests of the running system")
                .allMatch(method -> method.isAnnotationPresent(TestPlan.class));
    }

    @Test
    void everyCaseIsComplete() {
        assertThat(casesOfPlan()).doesNotHaveDuplicates();
        assertThat(SECTION.matcher(plan).results().map(MatchResult::group)).hasSameSizeAs(casesOfPlan())
                .allSatisfy(section -> assertThat(section).contains(PARTS));
    }

    private List<String> casesOfPlan() {
        return CASE.matcher(plan).results().map(match -> match.group(1)).toList();
    }

    private static List<String> casesOfTests() {
        return endToEndTests().stream().filter(method -> method.isAnnotationPresent(TestPlan.class))
                .map(method -> method.getAnnotation(TestPlan.class).value()).toList();
    }

    private static List<Method> endToEndTests() {
        return ReflectionSupport.findAllClassesInPackage("io.trunkline.e2e", type -> true, name -> name.endsWith("IT"))
                .stream()
                .flatMap(type -> ReflectionSupport.findMethods(type, TestPlanTest::isTest, HierarchyTraversalMode.TOP_DOWN)
                        .stream())
                .toList();
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations()).map(annotation -> annotation.annotationType())
                .anyMatch(type -> type == Test.class || type == ParameterizedTest.class);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
