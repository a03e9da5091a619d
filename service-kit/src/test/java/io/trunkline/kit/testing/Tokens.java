package io.trunkline.kit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.trunkline.kit.tenant.Roles;

/** Tokens for tests, signed with keys generated for this run. */
public final class Tokens {

    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "trunkline";

    private static final KeyPair SIGNING_KEYS = newKeys();

    private Tokens() {
    }

    public static String platformAdmin() {
        return signed(claims(Roles.PLATFORM_ADMIN));
    }

    public static String workspaceAdmin(String workspaceId) {
        return signed(claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", workspaceId));
    }

    public static String workspaceMember(String workspaceId) {
        return signed(claims(Roles.WORKSPACE_MEMBER).claim("workspace_id", workspaceId));
    }

    /** Allows every route of every service, in this workspace. */
    public static String withAllRoles(String workspaceId) {
        return signed(claims(Roles.PLATFORM_ADMIN)
                .groups(Set.of(Roles.PLATFORM_ADMIN, Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER))
                .claim("workspace_id", workspaceId));
    }

    /** A valid set of claims, which a test may invalidate. */
    public static JwtClaimsBuilder claims(String role) {
        return Jwt.issuer(ISSUER).audience(AUDIENCE).subject("user_1").groups(Set.of(role))
                .expiresIn(Duration.ofMinutes(30));
    }

    public static String signed(JwtClaimsBuilder claims) {
        return claims.sign(SIGNING_KEYS.getPrivate());
    }

    /** A token whose groups need not be texts. */
    public static String withGroups(Object groups) {
        long now = Instant.now().getEpochSecond();
        return signed(Jwt.claims(Map.of("iss", ISSUER, "aud", AUDIENCE, "sub", "user_1", "iat", now, "exp", now + 600, "groups",
                groups)));
    }

    /** Signed with an untrusted key. */
    public static String forged(JwtClaimsBuilder claims) {
        return claims.sign(newKeys().getPrivate());
    }

    static String publicKeyLocation() {
        try {
            Path file = Files.createTempFile("trunkline-jwt", ".pem");
            file.toFile().deleteOnExit();
            String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' })
                    .encodeToString(SIGNING_KEYS.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new IllegalStateException("The public key could not be written", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JRE has RSA", e);
        }
    }
}
