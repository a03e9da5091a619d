package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class TokenCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsAValidToken() throws Exception {
        try (ServerSocket edge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            Keys keys = Keys.generate(folder);
            writeStackFile(keys, edge.getLocalPort());

            // When
            Run run = run("--role", "workspace-admin", "--workspace", "org_x", "--ttl", "PT10M");

            // Then
            assertThat(run.exit).isZero();
            JwtClaims claims = verify(run.out.strip(), keys);
            assertThat(claims.getStringListClaimValue("groups")).containsExactly("workspace-admin");
            assertThat(claims.getStringClaimValue("workspace_id")).isEqualTo("org_x");
            assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue()).isEqualTo(600);
        }
    }

    @Test
    void omitsTheWorkspaceOfAPlatformAdmin() throws Exception {
        try (ServerSocket edge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Keys keys = Keys.generate(folder);
            writeStackFile(keys, edge.getLocalPort());

            assertThat(verify(run("--role", "platform-admin").out.strip(), keys).hasClaim("workspace_id")).isFalse();
        }
    }

    @Test
    void failsWhenNoStackRuns() {
        Run run = run("--role", "platform-admin");

        assertThat(run.exit).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err).contains("Nothing runs").contains("deploy/local/up").doesNotContain("\tat ");
    }

    @Test
    void failsWhenTheDescribedStackHasStopped() throws Exception {
        // Given
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            writeStackFile(Keys.generate(folder), gone.getLocalPort());
        }

        // When / Then
        assertThat(run("--role", "platform-admin").err).contains("Nothing runs");
    }

    @Test
    void rejectsInvalidArguments() {
        assertThat(run("--role", "workspace-member").err).contains("--workspace is required");
        assertThat(run("--role", "king").err).contains("No role is called king").contains("platform-admin");
        assertThat(run("--role", "workspace-member", "--workspace", "a/b").err).contains("1 to 64 of");
    }

    private record Run(int exit, String out, String err) {
    }

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        PrintStream stdout = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String[] all = new String[arguments.length + 3];
            all[0] = "token";
            all[1] = "--stack";
            all[2] = folder.resolve("stack.json").toString();
            System.arraycopy(arguments, 0, all, 3, arguments.length);
            CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
            return new Run(command.execute(all), out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(stdout);
        }
    }

    private void writeStackFile(Keys keys, int edge) {
        new StackFile("http://127.0.0.1:" + edge, Map.of(), null, null, null,
                new StackFile.Jwt(Tokens.ISSUER, Tokens.AUDIENCE, keys.privateKeyFile().toString(), null, null, null), null,
                null, null).write(folder.resolve("stack.json"));
    }

    private static JwtClaims verify(String token, Keys keys) throws Exception {
        String base64 = Files.readString(keys.publicKeyFile()).replaceAll("-----[A-Z ]+-----|\\s", "");
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RS256"))
                .setExpectedIssuer("https://trunkline.local")
                .setExpectedAudience("trunkline")
                .setRequireExpirationTime()
                .setRequireSubject()
                .build()
                .processToClaims(token);
    }
}
