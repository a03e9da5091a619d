package io.trunkline.provisioning;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    @Test
    void followsTheArchitectureRules() {
        ArchitectureRules.check("io.trunkline.provisioning");
    }

    @Test
    void takesTimesFromTheDatabase() {
        ArchitectureRules.checkDatabaseClock("io.trunkline.provisioning");
    }
}
