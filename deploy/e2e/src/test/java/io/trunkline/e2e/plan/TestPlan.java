package io.trunkline.e2e.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The case of {@code TEST_PLAN.md} that a test method implements. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestPlan {
    /** Such as {@code E2E-FLOW-01}; never reused for another case. */
    String value();
}
