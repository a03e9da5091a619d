package io.trunkline.local;

import java.security.PrivateKey;
import java.time.Duration;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens that the services of one stack accept, in place of an identity provider. */
public final class Tokens {

    /** The {@code iss} claim. */
    public static final String ISSUER = "https://trunkline.local";
    /** The {@code aud} claim. */
    public static final String AUDIENCE = "trunkline";

    static final String WORKSPACE_CLAIM = "workspace_id";
    static final String ROLES_CLAIM = "groups";

    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(12);

    private final PrivateKey key;
    private final String issuer;
    private final String audience;

    Tokens(PrivateKey key, String issuer, String audience) {
        this.key = key;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** All permissions, no workspace. Valid for 12 hours. */
    public String platformAdmin() {
        return sign(Role.PLATFORM_ADMIN, null, DEFAULT_TIME_TO_LIVE);
    }

    /** All permissions within the workspace. Valid for 12 hours. */
    public String workspaceAdmin(String workspaceId) {
        return sign(Role.WORKSPACE_ADMIN, workspaceId, DEFAULT_TIME_TO_LIVE);
    }

    /** @param workspaceId null for none */
    public String sign(Role role, String workspaceId, Duration timeToLive) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject("local-" + role.id());
        claims.setStringListClaim(ROLES_CLAIM, role.id());
        claims.setGeneratedJwtId();
        NumericDate now = NumericDate.now();
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + timeToLive.toSeconds()));
        if (workspaceId != null) {
            claims.setStringClaim(WORKSPACE_CLAIM, workspaceId);
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
    }
}
