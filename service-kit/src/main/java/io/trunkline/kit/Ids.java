package io.trunkline.kit;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** Ids: by time for what is new, by name for what must come out the same when it is asked for again. */
public final class Ids {

    private static final NameBasedGenerator BY_NAME = Generators
            .nameBasedGenerator(UUID.fromString("6c2a5a1e-5f0b-4a86-9d38-0c3f1b7a9e52"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private Ids() {
    }

    /** UUIDv7: sorts by the time it was made. */
    public static UUID next() {
        return BY_TIME.generate();
    }

    /** UUIDv5 of the parts: the same parts always give the same id. */
    public static UUID of(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            name.append(part).append('\u001f');
        }
        return BY_NAME.generate(name.toString());
    }
}
