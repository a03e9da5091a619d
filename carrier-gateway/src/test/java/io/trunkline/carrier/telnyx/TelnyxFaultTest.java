package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.FaultConformance;

@QuarkusTest
class TelnyxFaultTest extends FaultConformance implements TestedTelnyx {
}
