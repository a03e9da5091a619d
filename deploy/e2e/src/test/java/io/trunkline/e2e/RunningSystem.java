package io.trunkline.e2e;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.trunkline.e2e.oracle.Oracle;
import io.trunkline.e2e.system.SystemUnderTest;

/** Starts the system for the first test that needs it and stops it after the last one of the run. */
final class RunningSystem implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunningSystem.class);

    /** The one attempt to start. A failed start is not repeated for each test. */
    private record Start(SystemUnderTest system, RuntimeException failure) implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(SystemUnderTest.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        @Override
        public void close() {
            if (system != null) {
                system.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return system(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SystemUnderTest system = system(context);
        system.restore();
        new Oracle(system).check();
    }

    private static SystemUnderTest system(ExtensionContext context) {
        Start start = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Start.class, key -> Start.attempt(), Start.class);
        if (start.failure != null) {
            throw start.failure;
        }
        return start.system;
    }
}
