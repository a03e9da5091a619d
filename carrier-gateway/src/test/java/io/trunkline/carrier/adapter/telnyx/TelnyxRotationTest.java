package io.trunkline.carrier.adapter.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RotationConformance;

@QuarkusTest
class TelnyxRotationTest extends RotationConformance implements TelnyxFixture {
}
