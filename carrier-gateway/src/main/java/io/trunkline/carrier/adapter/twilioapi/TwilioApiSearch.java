package io.trunkline.carrier.adapter.twilioapi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;

/**
 * Looking for numbers for sale. An area code can be asked for in the US and Canada only; elsewhere it takes the place of
 * digits anywhere, so both together are refused.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource">AvailablePhoneNumber</a>
 */
final class TwilioApiSearch {

    private static final Set<String> COUNTRIES_WITH_AREA_CODE_SEARCH = Set.of("US", "CA");

    private final TwilioApiAccount account;
    private final TwilioApiDocuments.Lookup documents;

    TwilioApiSearch(TwilioApiAccount account, TwilioApiDocuments.Lookup documents) {
        this.account = account;
        this.documents = documents;
    }

    Uni<List<AvailableNumber>> search(NumberSearch search) {
        boolean byAreaCode = COUNTRIES_WITH_AREA_CODE_SEARCH.contains(search.country());
        if (!byAreaCode && search.areaCode() != null && search.contains() != null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                    "Outside the US and Canada an area code and digits cannot be looked for together"));
        }
        String areaCode = byAreaCode ? search.areaCode() : null;
        String contains = byAreaCode || search.areaCode() == null ? search.contains() : numberPrefix(search);
        // Elsewhere the search hides mobile numbers that do carry messages once bought (twilio/twilio-php#912).
        Capabilities needed = byAreaCode ? search.requiredCapabilities() : NumberSearch.ANY_CAPABILITIES;
        TwilioApiDocuments given = documents.find(search.country(), search.numberType());
        return account.query((api, id) -> api.available(id, search.country(), path(search.numberType()), areaCode, contains,
                required(needed.voice()), required(needed.sms()), required(needed.mms()), search.locality(),
                given.excludeAllAddressRequired(), given.excludeLocalAddressRequired(), given.excludeForeignAddressRequired(),
                search.limit()),
                TwilioApiTypes.AvailableNumbers.class)
                .map(found -> availableNumbers(found, search))
                .onFailure(TwilioApiSearch::isUnknownType).recoverWithItem(List.of());
    }

    /** A leading plus ties the digits to the beginning: anywhere else they would be no area code. */
    private static String numberPrefix(NumberSearch search) {
        return "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(search.country()) + search.areaCode();
    }

    /** {@code false} would ask for numbers that cannot do it. */
    private static Boolean required(boolean needed) {
        return needed ? true : null;
    }

    private List<AvailableNumber> availableNumbers(TwilioApiTypes.AvailableNumbers found, NumberSearch search) {
        return account.require(found.availablePhoneNumbers(), false).stream().filter(Objects::nonNull)
                .filter(number -> PhoneNumbers.isE164(number.phoneNumber()))
                .filter(number -> search.areaCode() == null || PhoneNumbers.describe(number.phoneNumber())
                        .filter(described -> search.areaCode().equals(described.areaCode())).isPresent())
                .limit(search.limit())
                .map(number -> new AvailableNumber(number.phoneNumber(), search.numberType(), search.country(),
                        number.locality() == null ? number.rateCenter() : number.locality(), number.region(),
                        TwilioApiTypes.capabilities(number.capabilities()),
                        Optional.empty()))
                .toList();
    }

    private static String path(NumberType type) {
        return switch (type) {
            case LOCAL -> "Local";
            case TOLL_FREE -> "TollFree";
            case MOBILE -> "Mobile";
        };
    }

    private static boolean isUnknownType(Throwable failure) {
        return failure instanceof CarrierException carrier && carrier.failure() == CarrierFailure.NOT_FOUND;
    }
}
