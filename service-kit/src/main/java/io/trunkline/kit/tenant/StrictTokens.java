package io.trunkline.kit.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;

/**
 * Rejects tokens that the library accepts or fails on: issued in the future, valid for too long, or with a subject, a
 * workspace or groups of an unexpected JSON type.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class StrictTokens extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory library = new DefaultJWTCallerPrincipalFactory();
    private final String workspaceClaim;
    private final Duration maxLifetime;
    private final Duration clockSkew;

    /**
     * @param workspaceClaim the claim with the workspace id; Clerk: {@code org_id}
     * @param maxLifetime the longest time from a token's issue to its expiry; a leaked token is valid no longer
     * @param clockSkew seconds that the issuer's clock may be ahead
     */
    StrictTokens(@ConfigProperty(name = "trunkline.jwt.workspace-claim", defaultValue = "workspace_id") String workspaceClaim,
            @ConfigProperty(name = "trunkline.jwt.max-lifetime", defaultValue = "P1D") Duration maxLifetime,
            @ConfigProperty(name = "mp.jwt.verify.clock.skew", defaultValue = "5") int clockSkew) {
        this.workspaceClaim = workspaceClaim;
        this.maxLifetime = maxLifetime;
        this.clockSkew = Duration.ofSeconds(clockSkew);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            JWTCallerPrincipal principal = library.parse(token, context);
            checkTimes(principal);
            checkTypes(principal);
            return principal;
        } catch (RuntimeException e) {
            throw new ParseException("A claim has an unexpected type", e);
        }
    }

    private void checkTimes(JWTCallerPrincipal token) throws ParseException {
        Instant latest = Instant.now().plus(clockSkew);
        Instant issued = Instant.ofEpochSecond(token.getIssuedAtTime());
        Instant expires = Instant.ofEpochSecond(token.getExpirationTime());
        // Without "iat" the issue is not later than now.
        if (issued.isAfter(latest)) {
            throw new ParseException("The token was issued in the future");
        }
        Instant start = issued.equals(Instant.EPOCH) ? latest : issued;
        if (expires.isAfter(start.plus(maxLifetime))) {
            throw new ParseException("The token is valid for more than " + maxLifetime);
        }
    }

    private void checkTypes(JWTCallerPrincipal token) throws ParseException {
        Optional<Object> workspace = token.claim(workspaceClaim);
        Optional<Object> groups = token.claim("groups");
        if (workspace.isPresent() && !(workspace.get() instanceof String)) {
            throw new ParseException("The claim '" + workspaceClaim + "' is not a text");
        }
        if (groups.isPresent()
                && !(groups.get() instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance))) {
            throw new ParseException("The claim 'groups' is not a list of texts");
        }
    }
}
