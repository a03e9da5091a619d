package io.trunkline.e2e.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As much of a POSIX shell as the guide uses: words, both kinds of quotes, line continuations and variables. */
final class Shell {

    private final Map<String, String> variables = new HashMap<>();

    void set(String name, String value) {
        variables.put(name, value);
    }

    /**
     * The words of a command, expanded.
     *
     * @throws IllegalArgumentException for an unknown variable, an open quote, or anything else of the shell
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
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<String> words() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c)) {
                    at++;
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
            at++;
        }

        private void escaped() {
            at++;
            plain(text.charAt(at));
        }

        private void singleQuoted() {
            int end = text.indexOf('\'', at + 1);
            requireEnd(end);
            word.append(text, at + 1, end);
            at = end + 1;
        }

        private void doubleQuoted() {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                switch (text.charAt(at)) {
                    case '$' -> variable();
                    case '\\' -> escaped();
                    default -> plain(text.charAt(at));
                }
            }
            requireEnd(at < text.length() ? at : -1);
            at++;
        }

        private void variable() {
            int start = ++at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            word.append(value(text.substring(start, at)));
        }

        private void requireEnd(int end) {
            if (end < 0) {
                throw new IllegalArgumentException("A quote is not closed: " + text);
            }
        }
    }
}
