package io.trunkline.carrier.adapter.example;

import static io.trunkline.carrier.spi.CarrierFailure.ADDRESS_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RECIPIENT_OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;

import io.trunkline.carrier.adapter.http.ErrorTable;

/** The carrier's error codes. */
final class ExampleErrors {

    static final ErrorTable TABLE = new ErrorTable("examplecom")
            .map(CARRIER_AUTH, 101)
            .map(INSUFFICIENT_FUNDS, 102)
            .map(NUMBER_UNAVAILABLE, 201)
            .map(ADDRESS_REQUIRED, 203)
            .map(NOT_FOUND, 204)
            .map(SENDER_REFUSED, 301)
            .map(RECIPIENT_OPTED_OUT, 302)
            .map(CARRIER_UNAVAILABLE, 500);

    private ExampleErrors() {
    }
}
