package io.trunkline.e2e.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

import io.trunkline.local.Keys;
import io.trunkline.local.Tokens;

/** Creates tokens for a workspace, each with one defect. */
public final class InvalidTokens {

    private static final int RSA_BITS = 2048;
    private static final long HOUR = 3_600;

    private final Keys keys;
    private final String workspaceId;

    public InvalidTokens(Keys keys, String workspaceId) {
        this.keys = keys;
        this.workspaceId = workspaceId;
    }

    public String unsigned() {
        return sign(claims(), AlgorithmIdentifiers.NONE, null);
    }

    /** Attacks a verifier that takes the algorithm from the token. */
    public String signedWithThePublicKey() {
        try {
            return sign(claims(), AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(Files.readAllBytes(keys.publicKeyFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String signedWithAnotherKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return sign(claims(), AlgorithmIdentifiers.RSA_USING_SHA256, generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    /** The claims were changed after signing. */
    public String withChangedClaims() {
        String[] parts = signWithOurKey(claims()).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("workspace-admin", "platform-admin");
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
    }

    public String withIssuer(String issuer) {
        JwtClaims claims = claims();
        claims.setIssuer(issuer);
        return signWithOurKey(claims);
    }

    /** @param audience null for none */
    public String withAudience(String audience) {
        JwtClaims claims = claims();
        if (audience == null) {
            claims.unsetClaim("aud");
        } else {
            claims.setAudience(audience);
        }
        return signWithOurKey(claims);
    }

    public String expired() {
        JwtClaims claims = claims();
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - HOUR));
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        return signWithOurKey(claims);
    }

    public String withoutExpiry() {
        JwtClaims claims = claims();
        claims.unsetClaim("exp");
        return signWithOurKey(claims);
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Tokens.ISSUER);
        claims.setAudience(Tokens.AUDIENCE);
        claims.setSubject("mallory");
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + HOUR));
        claims.setStringListClaim("groups", List.of("platform-admin", "workspace-admin"));
        claims.setStringClaim("workspace_id", workspaceId);
        return claims;
    }

    private String signWithOurKey(JwtClaims claims) {
        return sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, keys.privateKey());
    }

    private static String sign(JwtClaims claims, String algorithm, Key key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setHeader("typ", "JWT");
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(algorithm + " cannot sign", e);
        }
    }
}
