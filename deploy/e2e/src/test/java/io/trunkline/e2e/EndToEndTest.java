package io.trunkline.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import io.trunkline.e2e.system.SystemUnderTest;

/**
 * A test of the running system, which is started once for all tests. The constructor takes the {@link SystemUnderTest}. After
 * each test the system must become quiescent and the oracle must find no violation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningSystem.class)
public @interface EndToEndTest {
}
