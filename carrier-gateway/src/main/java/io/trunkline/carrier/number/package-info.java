/** Giving numbers back. */
package io.trunkline.carrier.number;
