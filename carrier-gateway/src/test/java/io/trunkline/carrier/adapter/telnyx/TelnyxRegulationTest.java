package io.trunkline.carrier.adapter.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RegulationConformance;

@QuarkusTest
class TelnyxRegulationTest extends RegulationConformance implements TelnyxFixture {
}
