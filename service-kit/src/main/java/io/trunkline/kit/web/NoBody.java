package io.trunkline.kit.web;

/** The body of a request that takes none: it may be absent or {@code {}}; anything else is rejected instead of ignored. */
public record NoBody() {
}
