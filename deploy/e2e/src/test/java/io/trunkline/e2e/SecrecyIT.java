package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.local.Keys;
import io.trunkline.local.Service;

/** Searches the logs of all other tests. */
@EndToEndTest
@Order(999)
class SecrecyIT {

    /** Two parts in Base64, the first of which begins as every JSON object does. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");
    private static final Pattern E164 = Pattern.compile("\\+1[2-9]\\d{9}\\b");

    private final SystemUnderTest system;

    SecrecyIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-SECRET-01")
    void logsContainNoSecrets() throws IOException {
        Keys keys = system.stack().keys();
        List<String> secrets = List.of(keys.carriers().twilioAuthToken(),
                keys.clerkWebhookSecret().substring("whsec_".length()),
                "Bearer ");
        assertThat(linesOf(system.stack().logs())).as("lines of all logs").isNotEmpty()
                .noneMatch(line -> secrets.stream().anyMatch(line::contains) || TOKEN.matcher(line).find());
    }

    @Test
    @TestPlan("E2E-SECRET-02")
    void serviceLogsContainNoFullPhoneNumbers() throws IOException {
        Map<String, String> found = new HashMap<>();
        for (Service service : Service.values()) {
            for (Path log : logsOf(service)) {
                Files.readAllLines(log).stream().filter(line -> E164.matcher(line).find())
                        .findFirst().ifPresent(line -> found.put(log.getFileName().toString(), line));
            }
        }
        assertThat(found).isEmpty();
    }

    private List<Path> logsOf(Service service) throws IOException {
        try (Stream<Path> files = Files.list(system.stack().logs())) {
            return files.filter(file -> file.getFileName().toString().startsWith(service.id())).toList();
        }
    }

    private static List<String> linesOf(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
