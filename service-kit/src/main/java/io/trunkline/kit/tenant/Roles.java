package io.trunkline.kit.tenant;

/** Roles in the token's {@code groups} claim. */
public final class Roles {

    /** Runs the platform: stock, wallets, parked webhooks; sees every workspace. */
    public static final String PLATFORM_ADMIN = "platform-admin";
    /** Acts for one workspace, spends its money. */
    public static final String WORKSPACE_ADMIN = "workspace-admin";
    /** Reads and writes messages in one workspace. */
    public static final String WORKSPACE_MEMBER = "workspace-member";

    private Roles() {
    }
}
