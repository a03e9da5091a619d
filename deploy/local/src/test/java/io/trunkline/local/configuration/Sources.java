package io.trunkline.local.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;

/** The parsed main sources of some modules. They are not compiled, so types are resolved by simple name. */
final class Sources {

    private final List<TreePath> types = new ArrayList<>();
    private DocTrees docs;

    private Sources() {
    }

    static Sources parse(Path root, List<String> modules) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Sources sources = new Sources();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = new ArrayList<>();
            for (String module : modules) {
                try (Stream<Path> all = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                    all.filter(path -> path.toString().endsWith(".java")).sorted().forEach(paths::add);
                }
            }
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null,
                    files.getJavaFileObjectsFromPaths(paths));
            for (CompilationUnitTree unit : task.parse()) {
                sources.collectTypes(unit);
            }
            sources.docs = DocTrees.instance(task);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collectTypes(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                types.add(getCurrentPath());
                return super.visitClass(type, nothing);
            }
        }.scan(unit, null);
    }

    /** All types, in the order of their files. */
    List<TreePath> types() {
        return types;
    }

    /** Prefers a type in the same file as {@code from}. */
    Optional<TreePath> resolve(String simpleName, TreePath from) {
        List<TreePath> found = types.stream().filter(path -> typeOf(path).getSimpleName().contentEquals(simpleName)).toList();
        return found.stream().filter(path -> path.getCompilationUnit() == from.getCompilationUnit()).findFirst()
                .or(() -> found.stream().findFirst());
    }

    DocCommentTree javadoc(TreePath path) {
        return docs.getDocCommentTree(path);
    }

    static ClassTree typeOf(TreePath path) {
        return (ClassTree) path.getLeaf();
    }

    static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream().filter(each -> each.getAnnotationType().toString().equals(simpleName))
                .map(AnnotationTree.class::cast).findFirst();
    }

    /** The constant text of an annotation's attribute. */
    static Optional<String> attribute(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment && assignment.getVariable().toString().equals(name)) {
                return Optional.of(text(assignment.getExpression()));
            }
            if (!(argument instanceof AssignmentTree) && name.equals("value")) {
                return Optional.of(text(argument));
            }
        }
        return Optional.empty();
    }

    private static String text(Tree expression) {
        if (expression instanceof BinaryTree concatenation) {
            return text(concatenation.getLeftOperand()) + text(concatenation.getRightOperand());
        }
        return expression instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : expression.toString();
    }
}
