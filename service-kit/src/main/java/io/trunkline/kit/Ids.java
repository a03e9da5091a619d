package io.trunkline.kit;

import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** Generates ids: time-based (UUIDv7) for new things, name-based (UUIDv5) where the same input must give the same id. */
public final class Ids {

    private static final NameBasedGenerator BY_NAME = Generators
            .nameBasedGenerator(UUID.fromString("6c2a5a1e-5f0b-4a86-9d38-0c3f1b7a9e52"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {
    }

    /** True for a UUID in lower case with hyphens. */
    public static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** UUIDv7: sorts by creation time. */
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
