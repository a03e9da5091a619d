/** The price book: what numbers cost us, configured and looked up at the carriers, and what we sell them for. */
package io.trunkline.carrier.pricing;
