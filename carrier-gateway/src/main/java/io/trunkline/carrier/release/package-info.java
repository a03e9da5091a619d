/** Giving numbers back. */
package io.trunkline.carrier.release;
