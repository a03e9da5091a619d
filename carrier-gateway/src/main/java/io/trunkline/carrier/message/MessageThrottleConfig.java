package io.trunkline.carrier.message;

import java.util.Map;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.events.NumberType;

/**
 * Rates in messages per second; each segment of a text counts as one message, and a tenth of each rate is kept in reserve.
 * Carriers queue, filter or refuse what is sent faster. The defaults are the lowest rates that Twilio, Telnyx and SignalWire
 * give a US number of that type without a request.
 *
 * @see <a href="https://help.twilio.com/articles/4411046744987">Twilio: toll-free, 3 per second</a>
 * @see <a href="https://developer.signalwire.com/platform/basics/general/signalwire-rate-limits">SignalWire: toll-free 3, US
 *      long code 4, Canadian long code 1</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/rate-limiting">Telnyx: toll-free 20, long code by its
 *      campaign</a>
 */
@ConfigMapping(prefix = "trunkline.messages.throttle")
interface MessageThrottleConfig {

    /** Messages per second of a local number. */
    @WithDefault("1")
    double local();

    /** Messages per second of a mobile number. */
    @WithDefault("1")
    double mobile();

    /** Messages per second of a toll-free number. */
    @WithDefault("3")
    double tollFree();

    /** Rates of single numbers (E.164) that differ from their type. */
    Map<String, Double> numbers();

    /** 10DLC campaigns by our own name. Their numbers share a rate, in addition to each number's own. */
    Map<String, Campaign> campaigns();

    /** A 10DLC campaign, by our own name. Its numbers share a rate, in addition to each number's own. */
    interface Campaign {

        /** Messages per second of all its numbers together. */
        double rate();

        /** E.164. */
        Set<String> numbers();
    }

    default double rateOf(NumberType type) {
        return switch (type) {
            case LOCAL -> local();
            case MOBILE -> mobile();
            case TOLL_FREE -> tollFree();
        };
    }
}
