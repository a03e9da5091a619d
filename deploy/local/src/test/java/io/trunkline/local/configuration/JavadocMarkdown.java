package io.trunkline.local.configuration;

import java.util.List;
import java.util.stream.Collectors;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;

/** Renders Javadoc as one line of Markdown. */
final class JavadocMarkdown {

    private JavadocMarkdown() {
    }

    /** @return empty without a comment; {@code @see} links follow the text */
    static String render(DocCommentTree comment) {
        if (comment == null) {
            return "";
        }
        String links = comment.getBlockTags().stream().filter(SeeTree.class::isInstance)
                .map(see -> render(((SeeTree) see).getReference())).filter(link -> link.startsWith("["))
                .collect(Collectors.joining(", "));
        return render(comment.getFullBody()) + (links.isEmpty() ? "" : " See " + links + ".");
    }

    static String firstSentence(DocCommentTree comment) {
        return comment == null ? "" : render(comment.getFirstSentence());
    }

    static String parameter(DocCommentTree comment, String name) {
        return comment == null ? ""
                : comment.getBlockTags().stream().filter(ParamTree.class::isInstance).map(ParamTree.class::cast)
                        .filter(tag -> tag.getName().toString().equals(name)).map(tag -> render(tag.getDescription()))
                        .findFirst().orElse("");
    }

    private static String render(List<? extends DocTree> parts) {
        StringBuilder text = new StringBuilder();
        String href = null;
        for (DocTree part : parts) {
            if (part instanceof StartElementTree element) {
                href = hrefOf(element);
                text.append(href == null ? " " : "[");
            } else if (part.getKind() == DocTree.Kind.END_ELEMENT) {
                text.append(href == null ? " " : "](" + href + ")");
                href = null;
            } else {
                text.append(inline(part));
            }
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static String inline(DocTree part) {
        if (part instanceof LiteralTree literal) {
            return part.getKind() == DocTree.Kind.CODE ? "`" + literal.getBody().getBody() + "`" : literal.getBody().getBody();
        }
        if (part instanceof LinkTree link) {
            return link.getLabel().isEmpty() ? "`" + property(link.getReference().getSignature()) + "`"
                    : render(link.getLabel());
        }
        if (part instanceof EntityTree entity) {
            return "&" + entity.getName() + ";";
        }
        if (part instanceof TextTree text) {
            return text.getBody();
        }
        return part.toString();
    }

    /** A link to a method of a mapping is its property. */
    private static String property(String reference) {
        String[] parts = reference.replaceAll("\\(.*", "").split("#");
        boolean inMapping = parts.length == 2 && (parts[0].isEmpty() || parts[0].endsWith("Config"));
        return inMapping ? MappingReader.kebabCase(parts[1]) : String.join(".", parts);
    }

    private static String hrefOf(StartElementTree element) {
        return element.getAttributes().stream().filter(AttributeTree.class::isInstance).map(AttributeTree.class::cast)
                .filter(attribute -> attribute.getName().toString().equals("href"))
                .map(attribute -> attribute.getValue().toString()).findFirst().orElse(null);
    }
}
