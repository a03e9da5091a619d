package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RegulationConformance;

@QuarkusTest
class TelnyxRegulationTest extends RegulationConformance implements TestedTelnyx {
}
