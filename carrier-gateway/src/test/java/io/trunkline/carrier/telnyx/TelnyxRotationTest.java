package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RotationConformance;

@QuarkusTest
class TelnyxRotationTest extends RotationConformance implements TestedTelnyx {
}
