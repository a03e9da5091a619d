package io.trunkline.carrier.adapter.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

/** An additional account. */
@QuarkusTest
class TelnyxSecondAccountTest extends CarrierConformance implements TelnyxFixture {

    @Override
    public String account() {
        return "west";
    }
}
