package io.trunkline.e2e.guide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of {@code docs/api.md} with the comments above them. */
final class Guide {

    private static final Pattern COMMENT = Pattern.compile("<!--\\s*(.*?)\\s*-->");
    private static final String FENCE = "```";

    private Guide() {
    }

    /**
     * A fenced block of shell.
     *
     * @param line where its fence begins, from 1
     * @param comment the HTML comment right above it
     */
    record Block(int line, String comment, String script) {

        boolean isSetup() {
            return comment.equals("setup");
        }

        /** @throws IllegalArgumentException when the comment has no status */
        int expectedStatus() {
            Matcher status = Pattern.compile("expect: (\\d{3})(;.*)?").matcher(comment);
            if (!status.matches()) {
                throw new IllegalArgumentException(
                        "Line " + line + ": a comment such as <!-- expect: 200 --> is missing above the command");
            }
            return Integer.parseInt(status.group(1));
        }

        /** Path into the response by name of the variable that it sets. */
        Map<String, String> captures() {
            Map<String, String> captures = new LinkedHashMap<>();
            Arrays.stream(comment.split(";")).skip(1).map(part -> part.strip().split("=", 2))
                    .forEach(pair -> captures.put(pair[0], pair[1]));
            return captures;
        }
    }

    static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).equals(FENCE + "bash")) {
                int end = at + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                Matcher comment = COMMENT.matcher(at == 0 ? "" : lines.get(at - 1));
                blocks.add(new Block(at + 1, comment.matches() ? comment.group(1) : "",
                        String.join("\n", lines.subList(at + 1, end))));
                at = end;
            }
        }
        return blocks;
    }
}
