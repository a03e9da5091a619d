package io.trunkline.e2e.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The subset of a POSIX shell that the guide uses: words, both kinds of quotes, line continuations and variables. */
final class Shell {

    private final Map<String, String> variables = new HashMap<>();

    void set(String name, String value) {
        variables.put(name, value);
    }

    /**
     * The words of a command, expanded.
     *
     * @throws IllegalArgumentException for an unknown variable, an unclosed quote or any other syntax
     */
    List<String> words(String command) {
        return new Reader(command.replace("\\\n", " ").strip()).words();
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("$" + name + " is not set; there are " + variables.keySet());
        }
        return value;
    }

    private final class Reader {

        private final String text;
        private final List<String> words = new ArrayList<>();
        private StringBuilder word;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        List<String> words() {
            while (position < text.length()) {
                char c = text.charAt(position);
                if (Character.isWhitespace(c)) {
                    position++;
                    endWord();
                } else {
                    begin();
                    switch (c) {
                        case '\'' -> singleQuoted();
                        case '"' -> doubleQuoted();
                        case '$' -> variable();
                        case '\\' -> escaped();
                        case '|', '>', '<', ';', '&', '`', '(', ')' -> throw new IllegalArgumentException(
                                "The guide's commands do not use " + c + " outside of quotes: " + text);
                        default -> plain(c);
                    }
                }
            }
            endWord();
            return words;
        }

        private void begin() {
            word = word == null ? new StringBuilder() : word;
        }

        private void endWord() {
            if (word != null) {
                words.add(word.toString());
                word = null;
            }
        }

        private void plain(char c) {
            word.append(c);
            position++;
        }

        private void escaped() {
            position++;
            plain(text.charAt(position));
        }

        private void singleQuoted() {
            int end = text.indexOf('\'', position + 1);
            requireEnd(end);
            word.append(text, position + 1, end);
            position = end + 1;
        }

        private void doubleQuoted() {
            position++;
            while (position < text.length() && text.charAt(position) != '"') {
                switch (text.charAt(position)) {
                    case '$' -> variable();
                    case '\\' -> escaped();
                    default -> plain(text.charAt(position));
                }
            }
            requireEnd(position < text.length() ? position : -1);
            position++;
        }

        private void variable() {
            int start = ++position;
            while (position < text.length()
                    && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
                position++;
            }
            word.append(value(text.substring(start, position)));
        }

        private void requireEnd(int end) {
            if (end < 0) {
                throw new IllegalArgumentException("A quote is not closed: " + text);
            }
        }
    }
}
