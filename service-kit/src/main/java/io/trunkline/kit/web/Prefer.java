package io.trunkline.kit.web;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 7240 {@code Prefer: wait=N}: how long the caller waits for the result before it accepts a 202. */
public final class Prefer {

    private static final Duration DEFAULT = Duration.ofSeconds(5);
    private static final int MAX_SECONDS = 30;
    /** A quoted text of another preference, which may contain anything, or the preference itself. */
    private static final Pattern WAIT = Pattern
            .compile("(?:^|[,;\\s])wait\\s*=\\s*(?:(\\d{1,6})|\"(\\d{1,6})\")(?=\\s*(?:[,;]|$))|\"(?:[^\"\\\\]|\\\\.)*\"",
                    Pattern.CASE_INSENSITIVE);

    private Prefer() {
    }

    /** @param header may be null or contain other preferences; the result is at most 30 s */
    public static Duration waitOf(String header) {
        Matcher preference = WAIT.matcher(header == null ? "" : header);
        while (preference.find()) {
            String seconds = preference.group(1) != null ? preference.group(1) : preference.group(2);
            if (seconds != null) {
                return Duration.ofSeconds(Math.min(MAX_SECONDS, Integer.parseInt(seconds)));
            }
        }
        return DEFAULT;
    }
}
