package io.trunkline.carrier.twilio;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.document.Documents;
import io.trunkline.carrier.http.CallLimits;

/** One Twilio account. Without its SID or a token the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
@ConfigMapping(prefix = "trunkline.carriers.twilio")
interface TwilioConfig {

    @WithDefault("https://api.twilio.com")
    URI baseUrl();

    /** {@code AC} and 32 hexadecimal digits. */
    Optional<String> accountSid();

    /**
     * While one is being exchanged, the old and the new one: the one that is accepted is used; webhooks may be signed with
     * either.
     */
    Optional<List<String>> authTokens();

    /** Of the Pricing API, which has a host of its own. */
    @WithDefault("https://pricing.twilio.com")
    URI pricingBaseUrl();

    /** What purchases carry for regulators: {@code country[:type]=} and SIDs as {@link TwilioDocuments} says. */
    Optional<List<@WithConverter(Documents.Parser.class) Documents>> documents();

    @WithParentName
    CallLimits limits();

    /**
     * Appended to every webhook URL we register. Twilio does not repeat a webhook that was answered 5xx or not at all
     * unless its URL's fragment says so; it never sends the fragment nor signs it.
     *
     * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Connection overrides</a>
     */
    @WithDefault("#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000")
    Optional<String> webhookOverride();
}
