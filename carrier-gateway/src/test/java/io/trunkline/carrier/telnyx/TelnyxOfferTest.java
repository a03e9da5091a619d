package io.trunkline.carrier.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.OfferConformance;

@QuarkusTest
class TelnyxOfferTest extends OfferConformance implements TestedTelnyx {
}
