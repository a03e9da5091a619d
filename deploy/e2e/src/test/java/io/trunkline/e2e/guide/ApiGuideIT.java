package io.trunkline.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.e2e.EndToEndTest;
import io.trunkline.e2e.guide.Guide.Block;
import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.local.Role;

/** Runs every command of the API guide in order and compares the status with the comment above it. */
@EndToEndTest
@Order(90)
class ApiGuideIT {

    private static final Path GUIDE = Path.of("..", "..", "docs", "api.md");
    private static final Duration CONSISTENCY_TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SystemUnderTest system;
    private final Shell shell = new Shell();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ApiGuideIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-DOC-01")
    void everyCommandReturnsTheDocumentedStatus() throws IOException {
        // Given: the number that the guide expects on the account.
        system.simulator().buyInConsole("+14155550142").expect(201, 400);
        List<Block> blocks = Guide.blocks(Files.readAllLines(GUIDE));

        // When Then
        assertThat(blocks).filteredOn(block -> !block.isSetup()).as("commands of the guide").hasSizeGreaterThan(10);
        blocks.forEach(this::run);
    }

    private void run(Block block) {
        try {
            if (block.isSetup()) {
                block.script().lines().filter(line -> !line.isBlank()).forEach(this::assign);
            } else {
                CurlCommand curl = CurlCommand.parse(shell.words(block.script()));
                run(curl, block).forEach(shell::set);
            }
        } catch (AssertionError | IllegalArgumentException | ConditionTimeoutException e) {
            throw new AssertionError("docs/api.md, line " + block.line() + ": " + e.getMessage(), e);
        }
    }

    /** A GET is repeated until it returns the expected data; other requests are sent once. */
    private Map<String, String> run(CurlCommand curl, Block block) {
        if (!curl.method().equals("GET")) {
            return send(curl, block);
        }
        Map<String, String> captured = new HashMap<>();
        SystemUnderTest.await().atMost(CONSISTENCY_TIMEOUT).untilAsserted(() -> captured.putAll(send(curl, block)));
        return captured;
    }

    private Map<String, String> send(CurlCommand curl, Block block) {
        HttpResponse<String> response = response(curl);
        assertThat(response.statusCode()).as("%s %s was answered %s", curl.method(), curl.uri(), response.body())
                .isEqualTo(block.expectedStatus());
        Map<String, String> captured = new HashMap<>();
        block.captures().forEach((name, path) -> captured.put(name, at(response.body(), path)));
        return captured;
    }

    private HttpResponse<String> response(CurlCommand curl) {
        try {
            return http.send(curl.toRequest(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(curl.uri() + " was not answered: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param path names joined by dots, {@code [n]} for an element of a list, from 0 */
    private static String at(String body, String path) {
        JsonNode found;
        try {
            found = JSON.readTree(body).at("/" + path.replace(".", "/").replace("[", "/").replace("]", ""));
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + body, e);
        }
        assertThat(found.isValueNode() && !found.isNull()).as("%s in %s", path, body).isTrue();
        return found.asText();
    }

    /** Sets the addresses and tokens of this system instead of those of {@code deploy/local/up}. */
    private void assign(String line) {
        String[] assignment = line.split("=", 2);
        shell.set(assignment[0], switch (assignment[0]) {
            case "EDGE" -> system.stack().edge();
            case "SIMULATOR" -> system.stack().simulator();
            default -> token(assignment[1]);
        });
    }

    private String token(String substitution) {
        List<String> words = shell.words(substitution.replaceAll("^\\$\\((.*)\\)$", "$1"));
        assertThat(words.get(0)).isEqualTo("deploy/local/token");
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.size(); i += 2) {
            options.put(words.get(i), words.get(i + 1));
        }
        return system.stack().tokens().sign(role(options.get("--role")), options.get("--workspace"), Duration.ofHours(1));
    }

    private static Role role(String id) {
        for (Role role : Role.values()) {
            if (role.id().equals(id)) {
                return role;
            }
        }
        throw new IllegalArgumentException("No role is called " + id);
    }
}
