package io.trunkline.carrier.adapter.twilioapi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.QueryParam;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;

/**
 * The parameters of a search for available numbers. Null parameters are not sent. The API searches by area code in the US and
 * Canada only. Elsewhere the area code is searched as digits, so it cannot be combined with other digits.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">AvailablePhoneNumber</a>
 */
public final class TwilioApiSearch {

    private static final Set<String> COUNTRIES_WITH_AREA_CODE_SEARCH = Set.of("US", "CA");

    private final NumberSearch search;
    /** What a number of the response is compared with. */
    private final NumberSearch accepted;

    @QueryParam("AreaCode")
    final String areaCode;
    @QueryParam("Contains")
    final String contains;
    @QueryParam("VoiceEnabled")
    final Boolean voiceEnabled;
    @QueryParam("SmsEnabled")
    final Boolean smsEnabled;
    @QueryParam("MmsEnabled")
    final Boolean mmsEnabled;
    @QueryParam("InLocality")
    final String inLocality;
    @QueryParam("ExcludeAllAddressRequired")
    final Boolean excludeAllAddressRequired;
    @QueryParam("ExcludeLocalAddressRequired")
    final Boolean excludeLocalAddressRequired;
    @QueryParam("ExcludeForeignAddressRequired")
    final Boolean excludeForeignAddressRequired;

    /** @param search a supported one */
    TwilioApiSearch(NumberSearch search, TwilioApiDocuments documents) {
        this.search = search;
        boolean byAreaCode = hasAreaCodeSearch(search);
        areaCode = byAreaCode ? search.areaCode() : null;
        contains = byAreaCode || search.areaCode() == null ? search.contains() : numberPrefix(search);
        // Elsewhere mobile numbers that do support messages are reported without (twilio/twilio-php#912). Only the purchase
        // shows their capabilities.
        accepted = byAreaCode || search.numberType() != NumberType.MOBILE ? search
                : search.withCapabilities(NumberSearch.ANY_CAPABILITIES);
        Capabilities required = accepted.requiredCapabilities();
        voiceEnabled = trueOrNull(required.voice());
        smsEnabled = trueOrNull(required.sms());
        mmsEnabled = trueOrNull(required.mms());
        inLocality = search.locality();
        excludeAllAddressRequired = documents.excludeAllAddressRequired();
        excludeLocalAddressRequired = documents.excludeLocalAddressRequired();
        excludeForeignAddressRequired = documents.excludeForeignAddressRequired();
    }

    /** Whether the API can search by these criteria. */
    static boolean isSupported(NumberSearch search) {
        return hasAreaCodeSearch(search) || search.areaCode() == null || search.contains() == null;
    }

    private static boolean hasAreaCodeSearch(NumberSearch search) {
        return COUNTRIES_WITH_AREA_CODE_SEARCH.contains(search.country());
    }

    /** A leading plus anchors the digits at the start of the number; elsewhere in it they would not be an area code. */
    private static String numberPrefix(NumberSearch search) {
        return "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(search.country()) + search.areaCode();
    }

    /** {@code false} would search for numbers without the capability. */
    private static Boolean trueOrNull(boolean value) {
        return value ? true : null;
    }

    /** The type, as in the path of the request. */
    String type() {
        return switch (search.numberType()) {
            case LOCAL -> "Local";
            case TOLL_FREE -> "TollFree";
            case MOBILE -> "Mobile";
        };
    }

    /** The numbers of the response that match the search. */
    List<AvailableNumber> select(List<TwilioApiTypes.AvailableNumber> found) {
        return found.stream().filter(Objects::nonNull)
                .filter(number -> PhoneNumbers.isE164(number.phoneNumber()))
                .map(number -> new AvailableNumber(number.phoneNumber(), search.numberType(),
                        number.isoCountry() == null ? search.country() : number.isoCountry(),
                        number.locality() == null ? number.rateCenter() : number.locality(), number.region(),
                        TwilioApiTypes.capabilities(number.capabilities()), Optional.empty()))
                .filter(accepted::accepts)
                .limit(search.limit())
                .toList();
    }
}
