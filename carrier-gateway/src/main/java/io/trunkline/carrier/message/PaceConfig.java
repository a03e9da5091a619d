package io.trunkline.carrier.message;

import java.util.Map;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.events.NumberType;

/**
 * How fast messages may go out, in messages per second, each segment of a text counting as one. What comes faster is queued by
 * the carriers, taken for spam, or
 * refused. The defaults are the lowest that Twilio, Telnyx and SignalWire give a US number of that type without being asked.
 *
 * @see <a href="https://help.twilio.com/articles/4411046744987">Twilio: toll-free, 3 per second</a>
 * @see <a href="https://developer.signalwire.com/platform/basics/general/signalwire-rate-limits">SignalWire: toll-free 3, US
 *      long code 4, Canadian long code 1</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/rate-limiting">Telnyx: toll-free 20, long code by its
 *      campaign</a>
 */
@ConfigMapping(prefix = "trunkline.messages.pace")
interface PaceConfig {

    /** Segments a second of a local number. */
    @WithDefault("1")
    double local();

    /** Segments a second of a mobile number. */
    @WithDefault("1")
    double mobile();

    /** Segments a second of a toll-free number. */
    @WithDefault("3")
    double tollFree();

    /** For single numbers, E.164, when the carrier gave them another pace. */
    Map<String, Double> numbers();

    /** 10DLC campaigns by a name of ours: their numbers share a pace, which holds beside each number's own. */
    Map<String, Campaign> campaigns();

    /** One campaign. */
    interface Campaign {

        /** Segments a second of all numbers of the campaign together. */
        double rate();

        /** E.164. */
        Set<String> numbers();
    }

    default double of(NumberType type) {
        return switch (type) {
            case LOCAL -> local();
            case MOBILE -> mobile();
            case TOLL_FREE -> tollFree();
        };
    }
}
