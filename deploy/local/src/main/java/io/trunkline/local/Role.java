package io.trunkline.local;

import java.util.Arrays;

/** Roles of a token; the {@code groups} claim. */
public enum Role {

    PLATFORM_ADMIN("platform-admin"),
    WORKSPACE_ADMIN("workspace-admin"),
    WORKSPACE_MEMBER("workspace-member");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No role is called " + id + "; there are "
                        + Arrays.stream(values()).map(Role::id).toList()));
    }
}
