package io.trunkline.carrier.routing;

import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * Which carriers may be chosen, and for what. A carrier stands for all of its accounts. Entries of the two lists are
 * {@code carrier:country} or {@code carrier:country:type}, such as {@code telnyx:US} or {@code twilio:GB:mobile}: the country
 * is
 * ISO 3166-1 alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}. An account that has entries of its own,
 * {@code twilio-west:US}, does not follow its carrier's. A list that says nothing of a carrier does not restrict it.
 */
@ConfigMapping(prefix = "trunkline.routing")
interface RoutingConfig {

    /**
     * Those that may be chosen, if they are configured; of two that are equal in all else the one named first. A carrier is
     * its main account, then its others by name, without those that are some workspace's; {@code twilio-west} is this account
     * alone. Twilio alone, as long as webhook-router takes no other carrier's webhooks: what is sent to their numbers would be
     * lost.
     */
    @WithDefault("twilio")
    List<String> carriers();

    /** By workspace: the accounts, or carriers, that its orders go to before all others. */
    Map<String, List<String>> workspaces();

    /** Coverage: what they sell, beside what their adapters declare. */
    @WithDefault("signalwire:US,signalwire:CA")
    List<@WithConverter(CountryRule.Parser.class) CountryRule> coverage();

    /**
     * Compliance: where we may buy from them. Telnyx takes an order for a British number and waits for documents; add
     * {@code telnyx:GB} when its account has a requirement group for them. Twilio is asked only for numbers that need no
     * address, or one that its account has.
     */
    @WithDefault("telnyx:US,telnyx:CA")
    List<@WithConverter(CountryRule.Parser.class) CountryRule> compliance();

    /** How often a carrier may be unavailable for an order before another one is asked. */
    @WithDefault("3")
    int attemptsPerCarrier();
}
