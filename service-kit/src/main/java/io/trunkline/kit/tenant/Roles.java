package io.trunkline.kit.tenant;

/** Roles in the token's {@code groups} claim. */
public final class Roles {

    /** Operates the platform (stock, wallets, unrouted webhooks) and may access every workspace. */
    public static final String PLATFORM_ADMIN = "platform-admin";
    /** Manages one workspace and spends its money. */
    public static final String WORKSPACE_ADMIN = "workspace-admin";
    /** Reads and writes messages in one workspace. */
    public static final String WORKSPACE_MEMBER = "workspace-member";

    private Roles() {
    }
}
