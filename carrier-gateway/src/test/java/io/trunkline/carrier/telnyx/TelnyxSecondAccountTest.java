package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;

/** Another account than the main one. */
@QuarkusTest
class TelnyxSecondAccountTest extends CarrierConformance implements TestedTelnyx {

    @Override
    public String account() {
        return "west";
    }
}
