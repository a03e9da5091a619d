package io.trunkline.kit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;

import io.trunkline.kit.testing.ArchitectureRules;

class ArchitectureTest {

    private static final String KIT = "io.trunkline.kit";
    /** The envelope of an event, and the format of a phone number: all that the kit may use of the events module. */
    private static final String ENVELOPE = "io\\.trunkline\\.events\\.(Event|WireTypes?|Topics|PhoneNumbers)(\\$.*)?";

    @Test
    void followsTheRulesOfEveryService() {
        ArchitectureRules.check(KIT);
    }

    @Test
    void containsNothingOfTheDomain() {
        noClasses().should().dependOnClassesThat(resideInAPackage("io.trunkline.events..")
                .and(DescribedPredicate.not(nameMatching(ENVELOPE))))
                .because("a class of the domain belongs to its service or to events")
                .check(ArchitectureRules.classesOf(KIT));
    }
}
