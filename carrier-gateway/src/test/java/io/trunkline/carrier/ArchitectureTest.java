package io.trunkline.carrier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    private static final String ROOT = "io.trunkline.carrier";
    private static final String[] ADAPTERS = { ROOT + ".twilio..", ROOT + ".telnyx..", ROOT + ".signalwire..",
            ROOT + ".compatible.." };

    @Test
    void followsTheRulesOfEveryService() {
        ArchitectureRules.check(ROOT);
    }

    @Test
    void usesCarriersThroughTheContractOnly() {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);

        noClasses().that().resideOutsideOfPackages(ADAPTERS)
                .should().dependOnClassesThat().resideInAnyPackage(ADAPTERS).check(classes);
        noClasses().that().resideInAPackage("..spi..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".twilio..", ROOT + ".telnyx..", ROOT + ".signalwire..", ROOT + ".compatible..",
                        ROOT + ".registry..",
                        ROOT + ".http..", ROOT + ".job..", ROOT + ".order..", ROOT + ".configuration..", ROOT + ".release..",
                        ROOT + ".message..", ROOT + ".choice..", ROOT + ".search..", "jakarta..",
                        "io.quarkus..")
                .because("an adapter is written against the contract alone").check(classes);
        noClasses().that().resideInAnyPackage(ADAPTERS)
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".registry..", ROOT + ".job..", ROOT + ".order..",
                        ROOT + ".configuration..", ROOT + ".release..", ROOT + ".message..", ROOT + ".choice..",
                        ROOT + ".search..")
                .check(classes);
    }
}
