package io.trunkline.carrier.spi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.trunkline.events.AccountNames;

/**
 * Our accounts at one carrier, each a {@link Carrier} of its own. An adapter has one subclass, which is a bean: that is what
 * makes it known.
 */
public abstract class CarrierAccounts {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

    private final List<Carrier> all;

    /**
     * @param carrier what the carrier is called, lower-case letters; so is its main account, which is always there, if only to
     *        say that it is not configured
     * @param main what is configured of the main account
     * @param further what is configured of others, by their names, of 1 to 20 lower-case letters and digits: {@code west} at
     *        {@code twilio} is called {@code twilio-west}
     * @param connect makes one of them, of what it is called and what is configured
     * @throws IllegalArgumentException when an account's name is something else
     */
    protected <A> CarrierAccounts(String carrier, A main, Map<String, A> further, BiFunction<String, A, Carrier> connect) {
        this.all = Stream.concat(Stream.of(connect.apply(carrier, main)), new TreeMap<>(further).entrySet().stream()
                .map(account -> connect.apply(called(carrier, account.getKey()), account.getValue()))).toList();
    }

    private static String called(String carrier, String account) {
        if (!NAME.matcher(account).matches()) {
            throw new IllegalArgumentException("trunkline.carriers." + carrier + ".accounts: '" + account
                    + "' is no name of 1 to 20 lower-case letters and digits");
        }
        return AccountNames.of(carrier, account);
    }

    /** The main account, then the others by name; always the same objects. */
    public final List<Carrier> all() {
        return all;
    }
}
