package io.trunkline.local.configuration;

import static io.trunkline.local.configuration.Sources.annotation;
import static io.trunkline.local.configuration.Sources.attribute;
import static io.trunkline.local.configuration.Sources.typeOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;

/** Reads the properties of a {@code @ConfigMapping} interface and of its nested groups. */
final class MappingReader {

    private final Sources sources;
    private final List<Setting> settings = new ArrayList<>();

    MappingReader(Sources sources) {
        this.sources = sources;
    }

    List<Setting> read(String prefix, TreePath mapping) {
        addGroup(prefix, mapping);
        return settings;
    }

    /** SmallRye's default naming strategy: {@code maxBlock} is {@code max-block}. */
    static String kebabCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private void addGroup(String prefix, TreePath group) {
        for (Tree member : typeOf(group).getMembers()) {
            if (member instanceof MethodTree method && isProperty(method)) {
                boolean inParent = annotation(method.getModifiers(), "WithParentName").isPresent();
                String segment = annotation(method.getModifiers(), "WithName").flatMap(name -> attribute(name, "value"))
                        .orElseGet(() -> kebabCase(method.getName().toString()));
                add(inParent ? prefix : prefix + "." + segment, method.getReturnType(), method, group);
            }
        }
    }

    private static boolean isProperty(MethodTree method) {
        return method.getParameters().isEmpty() && method.getModifiers().getFlags().stream()
                .noneMatch(flag -> flag == Modifier.DEFAULT || flag == Modifier.STATIC || flag == Modifier.PRIVATE);
    }

    private void add(String name, Tree annotated, MethodTree method, TreePath group) {
        Tree type = withoutAnnotations(annotated);
        if (type instanceof ParameterizedTypeTree generic && generic.getType().toString().equals("Map")) {
            add(name + "." + Setting.KEY, generic.getTypeArguments().get(1), method, group);
        } else if (type instanceof ParameterizedTypeTree generic && generic.getType().toString().equals("Optional")) {
            add(name, generic.getTypeArguments().get(0), method, group);
        } else {
            Optional<TreePath> nested = sources.resolve(type.toString(), group)
                    .filter(path -> path.getLeaf().getKind() == Tree.Kind.INTERFACE);
            if (nested.isPresent()) {
                addGroup(name, nested.get());
            } else {
                settings.add(new Setting(name, describe(type, group), defaultOf(method),
                        JavadocMarkdown.render(sources.javadoc(new TreePath(group, method))), isRequired(method), true));
            }
        }
    }

    private static Tree withoutAnnotations(Tree type) {
        return type instanceof AnnotatedTypeTree annotated ? annotated.getUnderlyingType() : type;
    }

    /** The type as a reader of the configuration knows it: an enum is the list of its values. */
    String describe(Tree annotated, TreePath from) {
        Tree type = withoutAnnotations(annotated);
        if (type instanceof ParameterizedTypeTree generic) {
            String argument = describe(generic.getTypeArguments().get(0), from);
            return List.of("List", "Set").contains(generic.getType().toString()) ? "list of " + argument : argument;
        }
        return sources.resolve(type.toString(), from).filter(path -> path.getLeaf().getKind() == Tree.Kind.ENUM)
                .map(path -> values(typeOf(path))).orElseGet(() -> simpleType(type.toString()));
    }

    private static String values(ClassTree enumeration) {
        return enumeration.getMembers().stream()
                .filter(member -> member instanceof VariableTree constant
                        && constant.getType().toString().equals(enumeration.getSimpleName().toString()))
                .map(constant -> "`" + ((VariableTree) constant).getName().toString().toLowerCase(Locale.ROOT).replace('_', '-')
                        + "`")
                .collect(Collectors.joining(", "));
    }

    private static String simpleType(String type) {
        return switch (type) {
            case "int", "Integer", "long", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "boolean";
            case "Duration" -> "duration";
            case "MemorySize" -> "memory size";
            case "Path" -> "file";
            case "URI" -> "URI";
            // Text, or a class with a converter.
            default -> "text";
        };
    }

    private static boolean isRequired(MethodTree method) {
        return defaultOf(method) == null && !method.getReturnType().toString().matches("(Optional|Map)\\b.*");
    }

    private static String defaultOf(MethodTree method) {
        return annotation(method.getModifiers(), "WithDefault").flatMap(value -> attribute(value, "value")).orElse(null);
    }
}
