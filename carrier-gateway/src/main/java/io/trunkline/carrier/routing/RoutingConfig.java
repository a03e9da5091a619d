package io.trunkline.carrier.routing;

import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * Which carriers orders may use, and for what. A carrier stands for all of its accounts. An entry of the two lists is
 * {@code carrier:country} or {@code carrier:country:type}, such as {@code telnyx:US} or {@code twilio:GB:mobile}: the country
 * is ISO 3166-1 alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}. An account with entries of its own, such
 * as {@code twilio-west:US}, does not follow its carrier's. A list without entries for a carrier does not restrict it.
 */
@ConfigMapping(prefix = "trunkline.routing")
interface RoutingConfig {

    /**
     * The carriers that orders may use, if they are configured, in order of preference among equals. A carrier is its main
     * account, then its other accounts by name, except those of a workspace; {@code twilio-west} is this account alone. The
     * default is Twilio alone, because webhook-router does not take webhooks of other carriers yet: texts to their numbers
     * would be lost.
     */
    @WithDefault("twilio")
    List<String> carriers();

    /** By workspace: the accounts or carriers that its orders try first. */
    Map<String, List<String>> workspaces();

    /** Coverage: what the carriers sell, in addition to what their adapters declare. */
    @WithDefault("signalwire:US,signalwire:CA")
    List<@WithConverter(CountryRule.Parser.class) CountryRule> coverage();

    /**
     * Compliance: where we may buy from a carrier. Telnyx accepts an order for a British number and then waits for documents:
     * add {@code telnyx:GB} when its account has a requirement group for them. Twilio is searched only for numbers that need
     * no address, or one that its account has.
     */
    @WithDefault("telnyx:US,telnyx:CA")
    List<@WithConverter(CountryRule.Parser.class) CountryRule> compliance();

    /** How often an order tries a carrier that is unavailable before it fails over. */
    @WithDefault("3")
    int attemptsPerCarrier();
}
