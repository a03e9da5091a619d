package io.trunkline.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names of accounts at carriers in commands, events and configuration. The main account has the carrier's name,
 * {@code twilio}; any other account has a suffix after a dash, {@code twilio-west}. Neither part contains a dash.
 */
public final class AccountNames {

    private static final String DASH = "-";

    private AccountNames() {
    }

    /** @param account the suffix; null for the main account */
    public static String of(String carrier, String account) {
        return account == null ? carrier : carrier + DASH + account;
    }

    /** The carrier of the account. */
    public static String carrierOf(String account) {
        return account.split(DASH, 2)[0];
    }

    /**
     * The names under which a setting for the account may be configured, the most specific one first: an entry for the carrier
     * applies to all of its accounts that have no separate entry.
     */
    public static List<String> entriesFor(String account) {
        return Stream.of(account, carrierOf(account)).distinct().toList();
    }

    /** Whether a setting configured for this account or carrier applies to the account. */
    public static boolean matches(String account, String configured) {
        return entriesFor(account).contains(configured);
    }
}
