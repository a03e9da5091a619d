package io.trunkline.inventory;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.check("io.trunkline.inventory");
    }

    @Test
    void takesTimesFromTheDatabase() {
        ArchitectureRules.checkDatabaseClock("io.trunkline.inventory");
    }
}
