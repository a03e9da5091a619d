package io.trunkline.local.configuration;

import static io.trunkline.local.configuration.Sources.annotation;
import static io.trunkline.local.configuration.Sources.attribute;
import static io.trunkline.local.configuration.Sources.typeOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;

/**
 * Generates {@code docs/configuration.md} from the sources of the service kit and the services: {@code @ConfigMapping}
 * interfaces with their Javadoc, {@code @ConfigProperty}, the intervals of {@code @Scheduled}, and the placeholders and values
 * in the modules' property files.
 */
final class ConfigurationReference {

    private static final String KIT = "service-kit";
    private static final List<String> MODULES = List.of(KIT, "inventory-service", "provisioning-service", "carrier-gateway",
            "webhook-router");
    /** {@code ${name}} or {@code ${name:default}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9.-]+)(?::([^}]*))?}");
    private static final String PREFACE = """
            # Configuration

            Generated from the sources; do not edit. `mvn -pl deploy/local -am test -Dtest=ConfigurationReferenceTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true` writes it again.

            Every property can be set as an environment variable or as a system property. A property without a default is optional, \
            unless its description begins with "Required". `<name>` stands for the key of a map, such as the name of an \
            account. A duration is a number with a unit (`500ms`, `30s`, `5m`, `1h`, `7d`) or ISO 8601 (`P90D`). Lists are separated by \
            commas. All properties of Quarkus (`quarkus.*`) can be set too.
            """;
    private static final String HEADER = """
            | Property | Environment variable | Type | Default | Description |
            |---|---|---|---|---|
            """;

    private final Path root;
    private final List<Setting> all = new ArrayList<>();

    ConfigurationReference(Path root) {
        this.root = root;
    }

    String generate() {
        StringBuilder document = new StringBuilder(PREFACE);
        MODULES.forEach(module -> document.append(new ModuleReference(module).toMarkdown()));
        return document.toString();
    }

    /** Names of settings of {@code @ConfigMapping} interfaces without Javadoc. Call {@link #generate} first. */
    List<String> undocumented() {
        return all.stream().filter(setting -> setting.mapped() && setting.description().isEmpty()).map(Setting::name)
                .toList();
    }

    private final class ModuleReference {

        private final String name;
        private final Sources sources;
        private final Map<String, String> descriptions = new LinkedHashMap<>();
        private final Map<String, Map<String, Setting>> sections = new TreeMap<>();
        private final Map<String, Setting> others = new TreeMap<>();

        ModuleReference(String name) {
            this.name = name;
            // Enums of the events module are types of settings.
            this.sources = Sources.parse(root, List.of(name, "events"));
            sources.types().forEach(this::addMapping);
            sources.types().forEach(this::addInjectedProperties);
            if (name.equals(KIT)) {
                addPlaceholders(properties("META-INF/microprofile-config.properties"));
            } else {
                properties("application.properties").forEach(this::addValue);
            }
            settings().forEach(all::add);
        }

        private Stream<Setting> settings() {
            return Stream.concat(sections.values().stream(), Stream.of(others)).map(Map::values).flatMap(Collection::stream);
        }

        private void addMapping(TreePath type) {
            annotation(typeOf(type).getModifiers(), "ConfigMapping").flatMap(mapping -> attribute(mapping, "prefix"))
                    .ifPresent(prefix -> {
                        descriptions.merge(prefix, describe(type), (first, second) -> first + "\n\n" + second);
                        Map<String, Setting> section = sections.computeIfAbsent(prefix, key -> new TreeMap<>());
                        new MappingReader(sources).read(prefix, type).forEach(each -> section.put(each.name(), each));
                    });
        }

        /** The Javadoc of the interface and of its nested groups. */
        private String describe(TreePath mapping) {
            StringBuilder text = new StringBuilder(JavadocMarkdown.render(sources.javadoc(mapping)));
            for (Tree member : typeOf(mapping).getMembers()) {
                String group = member.getKind() == Tree.Kind.INTERFACE
                        ? JavadocMarkdown.render(sources.javadoc(new TreePath(mapping, member)))
                        : "";
                if (!group.isEmpty()) {
                    text.append("\n\n").append(((ClassTree) member).getSimpleName()).append(": ").append(group);
                }
            }
            return text.toString();
        }

        private void addInjectedProperties(TreePath type) {
            for (Tree member : typeOf(type).getMembers()) {
                TreePath path = new TreePath(type, member);
                if (member instanceof VariableTree field) {
                    addInjected(field, JavadocMarkdown.render(sources.javadoc(path)), path);
                } else if (member instanceof MethodTree method) {
                    method.getParameters().forEach(parameter -> addInjected(parameter,
                            JavadocMarkdown.parameter(sources.javadoc(path), parameter.getName().toString()), path));
                    addInterval(method.getModifiers(), type);
                }
            }
        }

        private void addInjected(VariableTree variable, String description, TreePath from) {
            Optional<AnnotationTree> injected = annotation(variable.getModifiers(), "ConfigProperty");
            injected.flatMap(property -> attribute(property, "name")).filter(ConfigurationReference::isOurs)
                    .ifPresent(property -> addOther(new Setting(property,
                            new MappingReader(sources).describe(variable.getType(), from),
                            attribute(injected.get(), "defaultValue").orElse(null), description,
                            isRequired(variable, injected.get()),
                            false)));
        }

        private static boolean isRequired(VariableTree variable, AnnotationTree injected) {
            return attribute(injected, "defaultValue").isEmpty() && !variable.getType().toString().startsWith("Optional");
        }

        private void addInterval(ModifiersTree method, TreePath type) {
            annotation(method, "Scheduled").flatMap(scheduled -> attribute(scheduled, "every")).map(PLACEHOLDER::matcher)
                    .filter(interval -> interval.matches() && isOurs(interval.group(1)))
                    .ifPresent(interval -> addOther(new Setting(interval.group(1), "duration", interval.group(2),
                            "Interval. " + JavadocMarkdown.firstSentence(sources.javadoc(type)), interval.group(2) == null,
                            false)));
        }

        private void addOther(Setting setting) {
            if (sections.values().stream().noneMatch(section -> section.containsKey(setting.name()))) {
                others.merge(setting.name(), setting, (first, second) -> first.description().isEmpty() ? second : first);
            }
        }

        /** Placeholders of the kit's defaults: properties that configure several properties of Quarkus. */
        private void addPlaceholders(Map<String, String> defaults) {
            Map<String, List<String>> targets = new TreeMap<>();
            Map<String, String> values = new TreeMap<>();
            defaults.forEach((target, value) -> PLACEHOLDER.matcher(value).results()
                    .forEach(placeholder -> {
                        targets.computeIfAbsent(placeholder.group(1), key -> new ArrayList<>()).add("`" + target + "`");
                        values.put(placeholder.group(1), placeholder.group(2));
                    }));
            targets.forEach((property, names) -> addOther(new Setting(property, "text", values.get(property),
                    "Sets " + String.join(", ", names) + ".", values.get(property) == null, false)));
        }

        /** A value in the service's application.properties is the default of this service. */
        private void addValue(String property, String value) {
            if (!isOurs(property)) {
                return;
            }
            for (Map<String, Setting> section : sections.values()) {
                Optional<Setting> map = section.values().stream().filter(setting -> setting.hasEntry(property)).findFirst();
                if (section.containsKey(property) || map.isPresent()) {
                    section.merge(property, map.map(setting -> setting.entry(property, value)).orElse(section.get(property)),
                            (declared, same) -> declared.withDefault(value));
                    return;
                }
            }
            others.merge(property, new Setting(property, "text", value, "Default of this service.", false, false),
                    (declared, same) -> declared.withDefault(value));
        }

        private Map<String, String> properties(String resource) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(root.resolve(name).resolve("src/main/resources").resolve(resource))) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> sorted = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
            return sorted;
        }

        String toMarkdown() {
            StringBuilder text = new StringBuilder("\n## ").append(name.equals(KIT) ? "All services" : name).append('\n');
            sections.forEach((prefix, section) -> append(text, "`" + prefix + "`", descriptions.get(prefix), section));
            if (!others.isEmpty()) {
                append(text, "Other properties", "", others);
            }
            return text.toString();
        }

        private static void append(StringBuilder text, String title, String description, Map<String, Setting> section) {
            text.append("\n### ").append(title).append("\n\n");
            if (!description.isEmpty()) {
                text.append(description).append("\n\n");
            }
            text.append(HEADER);
            section.values().forEach(setting -> text.append(setting.toRow()).append('\n'));
        }
    }

    private static boolean isOurs(String property) {
        return property.startsWith("trunkline.");
    }
}
