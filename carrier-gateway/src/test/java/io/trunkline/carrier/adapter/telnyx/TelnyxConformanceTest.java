package io.trunkline.carrier.adapter.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

@QuarkusTest
class TelnyxConformanceTest extends CarrierConformance implements TelnyxFixture {
}
