package io.trunkline.webhook;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.check("io.trunkline.webhook");
    }
}
