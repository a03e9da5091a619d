/** What numbers cost us: configured, and looked up at the carriers. */
package io.trunkline.carrier.pricing;
