package io.trunkline.carrier.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.document.Documents;
import io.trunkline.carrier.http.CallLimits;

/** Our accounts at Twilio: the main one, whose properties stand at the top, and others by name. */
@ConfigMapping(prefix = "trunkline.carriers.twilio")
interface TwilioConfig {

    /** Base URL of the REST API. */
    @WithDefault("https://api.twilio.com")
    URI baseUrl();

    @WithParentName
    Account main();

    /** By name, of lower-case letters and digits. */
    Map<String, Account> accounts();

    /** Of the Pricing API, which has a host of its own. */
    @WithDefault("https://pricing.twilio.com")
    URI pricingBaseUrl();

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

    /** Without its SID or a secret the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
    interface Account {

        /** {@code AC} and 32 hexadecimal digits. */
        Optional<String> accountSid();

        /**
         * The account's own. While one is being exchanged, the old and the new one: the one that is accepted is used; webhooks
         * may be signed with either.
         */
        Optional<List<String>> authTokens();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> authTokensFile();

        /**
         * Who calls, if not the account itself with its auth token: an API key ({@code SK…}), or the parent of a sub-account.
         *
         * @see <a href="https://www.twilio.com/docs/usage/requests-to-twilio">Authenticating requests</a>
         */
        Optional<String> apiUser();

        /** Those of {@link #apiUser}, which needs one: the API key's secret, or the parent's auth token. */
        Optional<List<String>> apiSecrets();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> apiSecretsFile();

        /** What purchases carry for regulators: {@code country[:type]=} and SIDs as {@link TwilioDocuments} says. */
        Optional<List<@WithConverter(Documents.Parser.class) Documents>> documents();
    }
}
