package io.trunkline.carrier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    private static final String ROOT = "io.trunkline.carrier";
    private static final String ALL = ROOT + "..";
    private static final String SPI = ROOT + ".spi..";
    private static final String ADAPTERS = ROOT + ".adapter..";

    private final JavaClasses main = ArchitectureRules.classesOf(ROOT);

    @Test
    void followsTheRulesOfEveryService() {
        ArchitectureRules.check(ROOT);
    }

    @Test
    void usesCarriersThroughTheContractOnly() {
        noClasses().that().resideOutsideOfPackage(ADAPTERS).should().dependOnClassesThat().resideInAPackage(ADAPTERS)
                .because("features call carriers through the SPI").check(main);
    }

    @Test
    void keepsTheContractFreeOfFeaturesAndFrameworks() {
        classes().that().resideInAPackage(SPI)
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage(SPI, "java..", "io.smallrye.mutiny..", "io.trunkline.events..")
                .because("an adapter is written against the contract alone").check(main);
    }

    @Test
    void keepsAdaptersFreeOfFeatures() {
        noClasses().that().resideInAPackage(ADAPTERS)
                .should().dependOnClassesThat(resideInAPackage(ALL).and(resideOutsideOfPackages(ADAPTERS, SPI))).check(main);
    }

    @Test
    void keepsAdaptersIndependentOfEachOther() {
        slices().matching(ROOT + ".adapter.(*)..").should().beFreeOfCycles().check(main);
        noClasses().that().resideOutsideOfPackage(ROOT + ".adapter.twilio..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".adapter.twilio..").check(main);
        noClasses().that().resideOutsideOfPackage(ROOT + ".adapter.telnyx..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".adapter.telnyx..").check(main);
        noClasses().that().resideOutsideOfPackage(ROOT + ".adapter.signalwire..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".adapter.signalwire..").check(main);
    }
}
