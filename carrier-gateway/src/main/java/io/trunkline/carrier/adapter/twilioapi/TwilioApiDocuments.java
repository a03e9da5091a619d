package io.trunkline.carrier.adapter.twilioapi;

import io.trunkline.events.NumberType;

/**
 * What is given to the regulator with a purchase.
 *
 * @param addressSid null for none
 * @param isAbroad whether the address is outside of the number's country
 * @param bundleSid null for none
 * @param identitySid null for none
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">AddressSid, BundleSid,
 *      IdentitySid</a>
 */
public record TwilioApiDocuments(String addressSid, boolean isAbroad, String bundleSid, String identitySid) {

    /** For numbers that need none. */
    public static final TwilioApiDocuments NONE = new TwilioApiDocuments(null, false, null, null);

    /** What there is for the numbers of a country and type. */
    public interface Lookup {

        /** Never null. */
        TwilioApiDocuments find(String country, NumberType type);
    }

    boolean hasAddress() {
        return addressSid != null;
    }

    /** Numbers that need {@code any} address, one in their country ({@code local}) or one elsewhere ({@code foreign}). */
    Boolean excludeAllAddressRequired() {
        return hasAddress() ? null : true;
    }

    /** Numbers that need an address in their country. */
    Boolean excludeLocalAddressRequired() {
        return hasAddress() && isAbroad ? true : null;
    }

    /** Numbers that need an address outside of their country. */
    Boolean excludeForeignAddressRequired() {
        return hasAddress() && !isAbroad ? true : null;
    }
}
