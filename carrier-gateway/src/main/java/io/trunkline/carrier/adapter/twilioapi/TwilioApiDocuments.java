package io.trunkline.carrier.adapter.twilioapi;

import io.trunkline.events.NumberType;

/**
 * The regulatory documents that a purchase carries.
 *
 * @param addressSid null for none
 * @param isAbroad whether the address is outside the number's country
 * @param bundleSid null for none
 * @param identitySid null for none
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">AddressSid, BundleSid,
 *      IdentitySid</a>
 */
public record TwilioApiDocuments(String addressSid, boolean isAbroad, String bundleSid, String identitySid) {

    /** For numbers that need none. */
    public static final TwilioApiDocuments NONE = new TwilioApiDocuments(null, false, null, null);

    /** The documents configured for the numbers of a country and type. */
    public interface Lookup {

        /** {@link #NONE} if none are configured; never null. */
        TwilioApiDocuments find(String country, NumberType type);
    }

    boolean hasAddress() {
        return addressSid != null;
    }

    /** Whether the search excludes numbers that need any address; true or null, for "not sent". */
    Boolean excludeAllAddressRequired() {
        return hasAddress() ? null : true;
    }

    /** Whether the search excludes numbers that need an address in their country; true or null. */
    Boolean excludeLocalAddressRequired() {
        return hasAddress() && isAbroad ? true : null;
    }

    /** Whether the search excludes numbers that need an address outside their country; true or null. */
    Boolean excludeForeignAddressRequired() {
        return hasAddress() && !isAbroad ? true : null;
    }
}
