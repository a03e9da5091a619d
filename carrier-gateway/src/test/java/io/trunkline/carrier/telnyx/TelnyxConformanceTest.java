package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;

@QuarkusTest
class TelnyxConformanceTest extends CarrierConformance implements TestedTelnyx {
}
