package io.trunkline.carrier.adapter.telnyx;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OfferConformance;

@QuarkusTest
class TelnyxOfferTest extends OfferConformance implements TelnyxFixture {
}
