package io.trunkline.carrier.order;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.AttributeConverter;

import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.CarrierAttempt;

/** The carriers that did not sell the number, in the order of the attempts. */
record FailedAttempts(List<CarrierAttempt> attempts) {

    static final FailedAttempts NONE = new FailedAttempts(List.of());

    FailedAttempts with(String carrier, CarrierFailure failure) {
        return new FailedAttempts(
                Stream.concat(attempts.stream(), Stream.of(new CarrierAttempt(carrier, failure.name()))).toList());
    }

    List<String> carriers() {
        return attempts.stream().map(CarrierAttempt::carrier).toList();
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    CarrierAttempt last() {
        return attempts.get(attempts.size() - 1);
    }

    /** All but the last one. */
    List<CarrierAttempt> allButLast() {
        return attempts.subList(0, attempts.size() - 1);
    }

    /** As text: {@code telnyx=CARRIER_AUTH,signalwire=NO_INVENTORY}. */
    static final class Column implements AttributeConverter<FailedAttempts, String> {

        @Override
        public String convertToDatabaseColumn(FailedAttempts failed) {
            return failed == null ? ""
                    : failed.attempts.stream().map(attempt -> attempt.carrier() + "=" + attempt.code())
                            .collect(Collectors.joining(","));
        }

        @Override
        public FailedAttempts convertToEntityAttribute(String text) {
            return text == null || text.isEmpty() ? NONE
                    : new FailedAttempts(Arrays.stream(text.split(",")).map(one -> one.split("=", 2))
                            .map(pair -> new CarrierAttempt(pair[0], pair[1])).toList());
        }
    }
}
