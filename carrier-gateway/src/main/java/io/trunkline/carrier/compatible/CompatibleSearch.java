package io.trunkline.carrier.compatible;

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
final class CompatibleSearch {

    private static final Set<String> COUNTRIES_WITH_AREA_CODE_SEARCH = Set.of("US", "CA");

    private final CompatibleAccount account;

    CompatibleSearch(CompatibleAccount account) {
        this.account = account;
    }

    Uni<List<String>> search(NumberSearch search) {
        boolean byAreaCode = COUNTRIES_WITH_AREA_CODE_SEARCH.contains(search.country());
        String areaCode = byAreaCode ? search.areaCode() : null;
        String contains = byAreaCode || search.areaCode() == null ? null : beginning(search);
        // Elsewhere the search hides mobile numbers that do carry messages once bought (twilio/twilio-php#912).
        Boolean smsEnabled = byAreaCode ? true : null;
        return account.ask((api, id) -> api.available(id, search.country(), path(search.numberType()), areaCode,
                contains, smsEnabled, true, search.limit()), CompatibleTypes.AvailableNumbers.class)
                .map(found -> forSale(found, search))
                .onFailure(CompatibleSearch::isNoSuchKind).recoverWithItem(List.of());
    }

    /** A leading plus ties the digits to the beginning: anywhere else they would be no area code. */
    private static String beginning(NumberSearch search) {
        return "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(search.country()) + search.areaCode();
    }

    private List<String> forSale(CompatibleTypes.AvailableNumbers found, NumberSearch search) {
        return account.require(found.availablePhoneNumbers(), false).stream().map(CompatibleTypes.AvailableNumber::phoneNumber)
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
