package io.trunkline.carrier.spi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.trunkline.events.AccountNames;

/**
 * Our accounts at one carrier; each is a {@link Carrier}. An adapter has one subclass, which is a bean and registers all of
 * them.
 */
public abstract class CarrierAccounts {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

    private final List<Carrier> all;

    /**
     * @param carrier the carrier's name, lower-case letters, which is also its main account's name; the main account always
     *        exists, even without credentials
     * @param main the configuration of the main account
     * @param additional the configuration of the other accounts, by a name of 1 to 20 lower-case letters and digits:
     *        {@code west} at {@code twilio} becomes {@code twilio-west}
     * @param factory creates an account from its name and configuration
     * @throws IllegalArgumentException when an account's name is invalid
     */
    protected <A> CarrierAccounts(String carrier, A main, Map<String, A> additional, BiFunction<String, A, Carrier> factory) {
        this.all = Stream.concat(Stream.of(factory.apply(carrier, main)), new TreeMap<>(additional).entrySet().stream()
                .map(account -> factory.apply(accountName(carrier, account.getKey()), account.getValue()))).toList();
    }

    private static String accountName(String carrier, String account) {
        if (!NAME.matcher(account).matches()) {
            throw new IllegalArgumentException("trunkline.carriers." + carrier + ".accounts: '" + account
                    + "' is not a name of 1 to 20 lower-case letters and digits");
        }
        return AccountNames.of(carrier, account);
    }

    /** The main account, then the others by name; always the same objects. */
    public final List<Carrier> all() {
        return all;
    }
}
