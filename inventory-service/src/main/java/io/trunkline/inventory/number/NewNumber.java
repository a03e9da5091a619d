package io.trunkline.inventory.number;

import java.util.UUID;

import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.events.PhoneNumbers.Description;

/** A number to add to the stock. The fields that only the carrier knows are null when it is added by hand. */
public record NewNumber(String e164, String country, NumberType numberType, String areaCode, String carrier,
        String carrierAccount, String carrierNumberId, UUID orderId, Capabilities capabilities) {

    public static NewNumber addedByHand(Description number, String carrier) {
        return new NewNumber(number.e164(), number.country(), number.numberType(), number.areaCode(), carrier, null, null,
                null, null);
    }

    public static NewNumber ordered(NumberOrdered order) {
        String areaCode = PhoneNumbers.describe(order.e164()).map(Description::areaCode).orElse(null);
        return new NewNumber(order.e164(), order.country(), order.numberType(), areaCode, order.carrier(),
                order.carrierAccount(), order.carrierNumberId(), order.orderId(), order.capabilities());
    }
}
