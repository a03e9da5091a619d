package io.trunkline.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an account at a carrier is called in commands, events and configuration: like the carrier, {@code twilio}, if it is the
 * main one; every other one with a dash and a name of its own, {@code twilio-west}. Neither part has a dash in it.
 */
public final class AccountNames {

    private static final String DASH = "-";

    private AccountNames() {
    }

    /** @param account null for the main one */
    public static String of(String carrier, String account) {
        return account == null ? carrier : carrier + DASH + account;
    }

    /** The carrier's name in the account's. */
    public static String carrierOf(String account) {
        return account.split(DASH, 2)[0];
    }

    /**
     * The names under which something may be configured for the account, the most particular one first: what is written for a
     * carrier holds for all of its accounts but those that have an entry of their own.
     */
    public static List<String> entriesFor(String account) {
        return Stream.of(account, carrierOf(account)).distinct().toList();
    }

    /** Whether what is said of this account or carrier is said of the account as well. */
    public static boolean matches(String account, String configured) {
        return entriesFor(account).contains(configured);
    }
}
