package io.trunkline.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.Replayable;
import io.trunkline.kit.outbox.OutboxRelay;

/** The rules every service keeps; each service calls them from one test over its own classes. */
public final class ArchitectureRules {

    /** By root package; reading them takes seconds. */
    private static final Map<String, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    private ArchitectureRules() {
    }

    /** @param root the service's package, such as {@code io.trunkline.inventory} */
    public static void check(String root) {
        JavaClasses classes = classesOf(root);
        checkStructure(classes, root);
        checkPipelines(classes);
        checkNames(classes);
        checkEntities(classes);
    }

    /** The main classes under a package, without tests. */
    public static JavaClasses classesOf(String root) {
        return IMPORTED.computeIfAbsent(root, ArchitectureRules::read);
    }

    private static JavaClasses read(String root) {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root);
    }

    /** Stored times are compared with others: they come from one clock. */
    public static void checkDatabaseClock(String root) {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(Clock.class, "systemUTC")
                .because("the clocks of two instances differ: DatabaseClock has the time").check(classesOf(root));
    }

    private static void checkStructure(JavaClasses classes, String root) {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(classes);
        noClasses().should().resideInAnyPackage("..impl..", "..dto..", "..util..", "..common..").check(classes);
        noClasses().that().areAnnotatedWith(Path.class)
                .should().dependOnClassesThat().resideInAPackage("io.vertx.mutiny.sqlclient..")
                .because("a resource calls a service or a repository").allowEmptyShould(true).check(classes);
    }

    private static void checkPipelines(JavaClasses classes) {
        noClasses().that().doNotHaveFullyQualifiedName(OutboxRelay.class.getName())
                .should().callMethodWhere(waitsOrSubscribes())
                .because("a pipeline is returned to its caller; waiting blocks an event loop").check(classes);
    }

    private static void checkNames(JavaClasses classes) {
        methods().that().areAnnotatedWith(Incoming.class)
                .should().beDeclaredInClassesThat().haveSimpleNameEndingWith("Consumer").allowEmptyShould(true).check(classes);
        methods().that().areAnnotatedWith(Incoming.class)
                .should().beDeclaredInClassesThat().areAssignableTo(Replayable.class).allowEmptyShould(true)
                .because("dead letters of every consumer can be replayed").check(classes);
        methods().that().areAnnotatedWith(Scheduled.class)
                .should().beDeclaredInClassesThat().haveSimpleNameEndingWith("Scheduler").allowEmptyShould(true).check(classes);
        classes().that().haveSimpleNameEndingWith("Consumer").and().areNotNestedClasses()
                .should(haveAMethodAnnotatedWith(Incoming.class)).allowEmptyShould(true).check(classes);
        classes().that().haveSimpleNameEndingWith("Scheduler").and().areNotNestedClasses()
                .should(haveAMethodAnnotatedWith(Scheduled.class)).allowEmptyShould(true).check(classes);
        classes().that().areAnnotatedWith(ConfigMapping.class)
                .should().haveSimpleNameEndingWith("Config").allowEmptyShould(true).check(classes);
        classes().that().areAnnotatedWith(Path.class).and().areNotInterfaces()
                .should().haveSimpleNameEndingWith("Resource").allowEmptyShould(true).check(classes);
    }

    private static void checkEntities(JavaClasses classes) {
        fields().that().areDeclaredInClassesThat(arePersistent()).and().areNotStatic()
                .should().notBePublic().allowEmptyShould(true)
                .because("an entity owns its transitions: no other class assigns its fields").check(classes);
        noClasses().that(areNot(arePersistent())).should().setFieldWhere(
                DescribedPredicate.describe("belongs to an entity", access -> arePersistent().test(access.getTargetOwner())))
                .because("an entity owns its transitions").allowEmptyShould(true).check(classes);
    }

    private static DescribedPredicate<JavaClass> arePersistent() {
        return DescribedPredicate.describe("are persistent", type -> type.isAnnotatedWith(Entity.class)
                || type.isAnnotatedWith(MappedSuperclass.class) || type.isAnnotatedWith(Embeddable.class));
    }

    private static DescribedPredicate<JavaClass> areNot(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static ArchCondition<JavaClass> haveAMethodAnnotatedWith(
            Class<? extends Annotation> annotation) {
        return new ArchCondition<>("have a method annotated with @" + annotation.getSimpleName()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean has = type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation));
                events.add(new SimpleConditionEvent(type, has,
                        type.getName() + (has ? " has" : " has no") + " method with @" + annotation.getSimpleName()));
            }
        };
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
