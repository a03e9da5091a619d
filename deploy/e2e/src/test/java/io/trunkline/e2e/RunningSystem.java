package io.trunkline.e2e;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.trunkline.e2e.oracle.Oracle;
import io.trunkline.e2e.system.World;

/** Starts the system for the first test that needs it and stops it after the last one of the run. */
final class RunningSystem implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace RUN = ExtensionContext.Namespace.create(RunningSystem.class);

    /** One try to start: what failed once is not tried again for each test. */
    private record Start(World world, RuntimeException failure) implements AutoCloseable {

        static Start now() {
            try {
                return new Start(World.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        @Override
        public void close() {
            if (world != null) {
                world.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return world(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        World world = world(context);
        world.heal();
        new Oracle(world).check();
    }

    private static World world(ExtensionContext context) {
        Start start = context.getRoot().getStore(RUN).computeIfAbsent(Start.class, key -> Start.now(), Start.class);
        if (start.failure != null) {
            throw start.failure;
        }
        return start.world;
    }
}
