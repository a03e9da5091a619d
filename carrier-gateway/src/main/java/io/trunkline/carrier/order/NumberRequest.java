package io.trunkline.carrier.order;

import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.AreaCodes;
import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.events.PhoneNumbers.Description;

/** The number or the kind of number that an order asks for. */
@Embeddable
class NumberRequest {

    /** Null: any number that matches. */
    @Column(name = "wanted")
    private String e164;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;

    protected NumberRequest() {
        // for Hibernate
    }

    /** What the command states stands. libphonenumber describes a given number where the command states nothing. */
    NumberRequest(OrderNumber command, OrderConfig defaults) {
        Optional<NumberCriteria> criteria = Optional.ofNullable(command.criteria());
        Optional<Description> number = Optional.ofNullable(command.e164()).flatMap(PhoneNumbers::describe);
        e164 = command.e164();
        country = criteria.map(NumberCriteria::country).or(() -> number.map(Description::country))
                .orElse(defaults.defaultCountry());
        numberType = criteria.map(NumberCriteria::numberType).or(() -> number.map(Description::numberType))
                .orElse(defaults.defaultType());
        areaCode = criteria.map(NumberCriteria::areaCode)
                .map(written -> AreaCodes.normalize(country, numberType, written).orElse(written)).orElse(null);
    }

    String e164() {
        return e164;
    }

    String country() {
        return country;
    }

    NumberType numberType() {
        return numberType;
    }

    boolean isForAnyNumber() {
        return e164 == null;
    }

    /** Whether there can be such a number: an E.164 number of the stated country and type, or an area code of the country. */
    boolean isValid() {
        return (e164 == null || PhoneNumbers.mayBe(e164, country, numberType))
                && (areaCode == null || AreaCodes.normalize(country, numberType, areaCode).isPresent());
    }

    NumberSearch search(int limit) {
        return new NumberSearch(country, numberType, areaCode, limit);
    }

    /** Whether a number that the carrier sold is what was ordered. A carrier that reports no capability at all is believed. */
    boolean accepts(OwnedNumber number) {
        if (e164 != null) {
            return e164.equals(number.e164());
        }
        Capabilities reported = number.capabilities();
        boolean unreported = reported == null || reported.equals(NumberSearch.ANY_CAPABILITIES);
        return search(1).accepts(new AvailableNumber(number.e164(), numberType, country, null, null,
                unreported ? NumberSearch.SMS_CAPABLE : reported, Optional.empty()));
    }
}
