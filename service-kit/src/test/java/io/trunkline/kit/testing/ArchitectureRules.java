package io.trunkline.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.ws.rs.Path;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.outbox.OutboxRelay;

/** Architecture rules of every service. Each service applies them to its classes in one test. */
public final class ArchitectureRules {

    private ArchitectureRules() {
    }

    /** @param root the service's package, such as {@code io.trunkline.inventory} */
    public static void check(String root) {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(classes);
        noClasses().that().doNotHaveFullyQualifiedName(OutboxRelay.class.getName())
                .should().callMethodWhere(waitsOrSubscribes())
                .because("a pipeline is returned to its caller; waiting blocks an event loop").check(classes);
        noClasses().should().resideInAnyPackage("..impl..", "..dto..", "..util..", "..common..").check(classes);
        noClasses().that().areAnnotatedWith(Path.class)
                .should().dependOnClassesThat().resideInAPackage("io.vertx.mutiny.sqlclient..")
                .because("a resource calls a service or a repository").allowEmptyShould(true).check(classes);
    }

    private static DescribedPredicate<JavaMethodCall> waitsOrSubscribes() {
        return DescribedPredicate.describe("wait for or subscribe to a pipeline",
                (JavaMethodCall call) -> isCallTo(call, "await", Uni.class) || isCallTo(call, "subscribe", Uni.class)
                        || isCallTo(call, "subscribe", Multi.class));
    }

    private static boolean isCallTo(JavaAccess<?> call, String method, Class<?> owner) {
        return call.getTarget().getName().equals(method) && call.getTargetOwner().isAssignableTo(owner);
    }
}
