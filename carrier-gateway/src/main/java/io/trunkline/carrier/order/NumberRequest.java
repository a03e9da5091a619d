package io.trunkline.carrier.order;

import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import io.trunkline.carrier.spi.NumberSearch;
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

    /** Country and type of a given number come before those of the criteria. */
    NumberRequest(OrderNumber command, OrderConfig defaults) {
        Optional<NumberCriteria> criteria = Optional.ofNullable(command.criteria());
        Optional<Description> number = Optional.ofNullable(command.e164()).flatMap(PhoneNumbers::describe);
        e164 = command.e164();
        country = number.map(Description::country).or(() -> criteria.map(NumberCriteria::country))
                .orElse(defaults.defaultCountry());
        numberType = number.map(Description::numberType).or(() -> criteria.map(NumberCriteria::numberType))
                .orElse(defaults.defaultType());
        areaCode = criteria.map(NumberCriteria::areaCode).orElse(null);
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

    /** Whether the number is a valid E.164 number. */
    boolean isValid() {
        return e164 == null || PhoneNumbers.isE164(e164);
    }

    NumberSearch search(int limit) {
        return new NumberSearch(country, numberType, areaCode, limit);
    }
}
