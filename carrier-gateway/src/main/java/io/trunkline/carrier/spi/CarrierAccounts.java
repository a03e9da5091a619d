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
     * @param carrier what the carrier is accountName, lower-case letters; so is its main account, which is always there, if
     *        only to
     *        say that it is not configured
     * @param main what is configured of the main account
     * @param additional what is configured of others, by their names, of 1 to 20 lower-case letters and digits: {@code west} at
     *        {@code twilio} is accountName {@code twilio-west}
     * @param factory makes one of them, of what it is accountName and what is configured
     * @throws IllegalArgumentException when an account's name is something else
     */
    protected <A> CarrierAccounts(String carrier, A main, Map<String, A> additional, BiFunction<String, A, Carrier> factory) {
        this.all = Stream.concat(Stream.of(factory.apply(carrier, main)), new TreeMap<>(additional).entrySet().stream()
                .map(account -> factory.apply(accountName(carrier, account.getKey()), account.getValue()))).toList();
    }

    private static String accountName(String carrier, String account) {
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
