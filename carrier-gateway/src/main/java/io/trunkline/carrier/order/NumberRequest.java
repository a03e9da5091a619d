package io.trunkline.carrier.order;

import java.util.Optional;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.events.PhoneNumbers.Description;

/** Which number an order is for. */
@Embeddable
class NumberRequest {

    /** The one number wanted, or null: any that fits. */
    private String wanted;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;

    protected NumberRequest() {
        // Hibernate's
    }

    /** A number's own country and type count more than what its buyer thinks they are. */
    NumberRequest(OrderNumber command, OrderConfig defaults) {
        Optional<NumberCriteria> criteria = Optional.ofNullable(command.criteria());
        Optional<Description> number = Optional.ofNullable(command.e164()).flatMap(PhoneNumbers::describe);
        wanted = command.e164();
        country = number.map(Description::country).or(() -> criteria.map(NumberCriteria::country))
                .orElse(defaults.defaultCountry());
        numberType = number.map(Description::numberType).or(() -> criteria.map(NumberCriteria::numberType))
                .orElse(defaults.defaultType());
        areaCode = criteria.map(NumberCriteria::areaCode).orElse(null);
    }

    String wanted() {
        return wanted;
    }

    String country() {
        return country;
    }

    NumberType numberType() {
        return numberType;
    }

    boolean isForAny() {
        return wanted == null;
    }

    /** Whether there can be such a number at all. */
    boolean isPossible() {
        return wanted == null || PhoneNumbers.isE164(wanted);
    }

    NumberSearch search(int sample) {
        return new NumberSearch(country, numberType, areaCode, sample);
    }
}
