package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.twilio.TwilioClient.require;

import java.util.List;
import java.util.Set;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.NumberType;
import io.trunkline.kit.number.PhoneNumbers;

/**
 * Looking for numbers for sale.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">AvailablePhoneNumber</a>
 */
final class TwilioSearch {

    private static final Set<String> COUNTRIES_WITH_AREA_CODE_SEARCH = Set.of("US", "CA");

    private final TwilioClient twilio;

    TwilioSearch(TwilioClient twilio) {
        this.twilio = twilio;
    }

    Uni<List<String>> search(NumberSearch search) {
        boolean byAreaCode = COUNTRIES_WITH_AREA_CODE_SEARCH.contains(search.country());
        String areaCode = byAreaCode ? search.areaCode() : null;
        String contains = byAreaCode || search.areaCode() == null ? null : beginning(search);
        // Elsewhere the search hides mobile numbers that do carry messages once bought (twilio/twilio-php#912).
        Boolean smsEnabled = byAreaCode ? true : null;
        return twilio.ask((api, account) -> api.available(account, search.country(), path(search.numberType()), areaCode,
                contains, smsEnabled, true, search.limit()), TwilioTypes.AvailableNumbers.class)
                .map(found -> forSale(found, search))
                .onFailure(TwilioSearch::isNoSuchKind).recoverWithItem(List.of());
    }

    /** A leading plus ties the digits to the beginning: anywhere else they would be no area code. */
    private static String beginning(NumberSearch search) {
        return "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(search.country()) + search.areaCode();
    }

    private static List<String> forSale(TwilioTypes.AvailableNumbers found, NumberSearch search) {
        return require(found.availablePhoneNumbers(), false).stream().map(TwilioTypes.AvailableNumber::phoneNumber)
                .filter(PhoneNumbers::isE164)
                .filter(number -> search.areaCode() == null || PhoneNumbers.describe(number)
                        .filter(described -> search.areaCode().equals(described.areaCode())).isPresent())
                .limit(search.limit()).toList();
    }

    private static String path(NumberType type) {
        return switch (type) {
            case LOCAL -> "Local";
            case TOLL_FREE -> "TollFree";
            case MOBILE -> "Mobile";
        };
    }

    private static boolean isNoSuchKind(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.NOT_FOUND;
    }
}
