package io.trunkline.carrier.adapter.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.adapter.http.HttpClientConfig;
import io.trunkline.carrier.adapter.http.RegulatoryDocuments;

/** Our accounts at Twilio: the main account at the top level, and additional ones by name. */
@ConfigMapping(prefix = "trunkline.carriers.twilio")
interface TwilioConfig {

    /** Of the REST API, without the version. */
    @WithDefault("https://api.twilio.com")
    URI baseUrl();

    @WithParentName
    Account main();

    /** Additional accounts by name, 1 to 20 lower-case letters and digits. */
    Map<String, Account> accounts();

    /** Of the Pricing API, which has another host. */
    @WithDefault("https://pricing.twilio.com")
    URI pricingBaseUrl();

    @WithParentName
    HttpClientConfig http();

    /**
     * Appended to every webhook URL that is registered. Twilio retries a webhook that failed (5xx, time-out) only if the URL's
     * fragment requests it. Twilio neither sends nor signs the fragment. Empty: Twilio's default behaviour.
     *
     * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Connection overrides</a>
     */
    @WithDefault("#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000")
    Optional<String> webhookOverride();

    /**
     * Without SID or secret the service starts, and every call fails with CARRIER_NOT_CONFIGURED. The name of an additional
     * account has 1 to 20 lower-case letters and digits.
     */
    interface Account {

        /** {@code AC} and 32 hexadecimal digits. */
        Optional<String> accountSid();

        /**
         * The account's auth tokens: during a rotation the old and the new one. Calls use the one that Twilio accepts; webhooks
         * may be signed with either.
         */
        Optional<List<String>> authTokens();

        /** A file with one secret per line; they precede the listed ones. Read again when it changes. */
        Optional<Path> authTokensFile();

        /**
         * The user of API calls, if not the account with its auth token: an API key ({@code SK…}), or the parent of a
         * sub-account.
         *
         * @see <a href="https://www.twilio.com/docs/usage/requests-to-twilio">Authenticating requests</a>
         */
        Optional<String> apiUser();

        /** The secrets of {@link #apiUser}, which needs one: the API key's secret, or the parent's auth token. */
        Optional<List<String>> apiSecrets();

        /** A file with one secret per line; they precede the listed ones. Read again when it changes. */
        Optional<Path> apiSecretsFile();

        /**
         * The regulatory documents of purchases: {@code country[:type]=SIDs}, such as {@code GB=AD…,GB:mobile=AD…+BU…}: an
         * address ({@code AD…}), a bundle ({@code BU…}) and an identity ({@code RI…}). An entry for the type takes precedence
         * over one for the country. An address is in the number's country unless it names another: {@code AD…@US}. An invalid
         * SID prevents the start.
         */
        Optional<List<@WithConverter(RegulatoryDocuments.Parser.class) RegulatoryDocuments>> documents();
    }
}
