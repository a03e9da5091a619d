package io.trunkline.simulator.text;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The recipients who opted out from one of our numbers. All carriers use the same keywords:
 * https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out,
 * https://developers.telnyx.com/docs/messaging/messages/advanced-opt-in-out.
 */
@Singleton
public class OptOutRegistry {

    private static final Set<String> STOP = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private final Set<Pair> stopped = ConcurrentHashMap.newKeySet();

    private record Pair(String peer, String number) {
    }

    /**
     * Records the keyword of an inbound text. Returns {@code STOP}, {@code START} or {@code HELP}, or null for any other text.
     */
    public String recordKeyword(String peer, String number, String body) {
        String word = body.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            stopped.add(new Pair(peer, number));
            return "STOP";
        }
        if (START.contains(word)) {
            stopped.remove(new Pair(peer, number));
            return "START";
        }
        return HELP.contains(word) ? "HELP" : null;
    }

    public boolean isOptedOut(String peer, String number) {
        return stopped.contains(new Pair(peer, number));
    }
}
