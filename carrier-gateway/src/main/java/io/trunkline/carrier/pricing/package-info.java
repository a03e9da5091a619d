/** What carriers take for numbers: looked up at them from time to time, and what configuration says where they say nothing. */
package io.trunkline.carrier.pricing;
