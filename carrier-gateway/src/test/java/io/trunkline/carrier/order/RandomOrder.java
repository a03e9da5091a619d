package io.trunkline.carrier.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/**
 * An order of a seed with the faults of its carrier. Seed and place determine everything.
 *
 * @param faults JSON members, without carrier, in the order in which they are scripted
 * @param twice whether its command is published twice
 * @param crashes whether the instance crashes during the purchase
 */
record RandomOrder(long seed, int place, OrderNumber command, List<String> faults, boolean twice, boolean crashes) {

    static final int PER_SEED = 20;
    /** Carrier, area code, and an exchange in it whose numbers only this carrier has for sale. */
    private static final List<String[]> CARRIERS = List.of(new String[] { "twilio", "312", "220" },
            new String[] { "telnyx", "503", "227" }, new String[] { "signalwire", "602", "223" });
    private static final List<String> TO_PURCHASES = List.of("\"fault\":\"TIMEOUT_BEFORE_EXECUTION\",\"delayMillis\":2000",
            "\"fault\":\"TIMEOUT_AFTER_EXECUTION\",\"delayMillis\":2000", "\"fault\":\"RESET_AFTER_EXECUTION\"",
            "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":503",
            "\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"1\"", "\"fault\":\"STATUS\",\"status\":429",
            "\"fault\":\"NUMBER_TAKEN\"", "\"fault\":\"HTML\"", "\"fault\":\"HTML\",\"status\":404",
            "\"fault\":\"SLOW\",\"delayMillis\":150");
    private static final List<String> TO_QUESTIONS = List.of("\"fault\":\"TIMEOUT_BEFORE_EXECUTION\",\"delayMillis\":2000",
            "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"1\"",
            "\"fault\":\"HTML\"", "\"fault\":\"SLOW\",\"delayMillis\":100");

    /** All orders of a seed. */
    static List<RandomOrder> of(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, PER_SEED).mapToObj(place -> draw(seed, place, random)).toList();
    }

    private static RandomOrder draw(long seed, int place, Random random) {
        String[] carrier = CARRIERS.get(random.nextInt(CARRIERS.size()));
        String number = random.nextInt(10) < 6
                ? "+1%s%s%04d".formatted(carrier[1], carrier[2], Math.floorMod(seed * PER_SEED + place, 10_000))
                : null;
        var order = new OrderNumber(
                new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63),
                null, OrderPurpose.STOCK, null, null, null, carrier[0], number,
                number == null ? new NumberCriteria("US", NumberType.LOCAL, carrier[1]) : null);
        return new RandomOrder(seed, place, order, faults(number, random), random.nextInt(10) == 0, random.nextInt(8) == 0);
    }

    /** Faults of an order for one number match calls for this number; the others match any call. */
    private static List<String> faults(String number, Random random) {
        List<String> faults = new ArrayList<>();
        String about = number == null ? "" : ",\"number\":\"" + number + "\"";
        for (int i = random.nextInt(4); i > 0; i--) {
            faults.add("\"operation\":\"order\"," + TO_PURCHASES.get(random.nextInt(TO_PURCHASES.size())) + about);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            faults.add("\"operation\":\"list\"," + TO_QUESTIONS.get(random.nextInt(TO_QUESTIONS.size())) + about);
        }
        if (number == null && random.nextInt(3) == 0) {
            faults.add("\"operation\":\"search\"," + TO_QUESTIONS.get(random.nextInt(TO_QUESTIONS.size())));
        }
        if (number != null && random.nextInt(12) == 0) {
            faults.add("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":502" + about);
            faults.add("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":50" + about);
        }
        return faults;
    }

    UUID id() {
        return command.orderId();
    }

    String reference() {
        return id().toString();
    }

    void script() {
        faults.forEach(fault -> CarrierSimulator.fault(command.carrier(), fault));
    }

    /** How to repeat it. */
    @Override
    public String toString() {
        return "order %d of seed %d (%s %s, faults %s%s), alone with -Dtrunkline.seed=%d".formatted(place, seed, id(),
                command.carrier(), faults, crashes ? ", killed once" : "", seed);
    }
}
