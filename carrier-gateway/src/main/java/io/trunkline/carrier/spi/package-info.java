/** The contract of a carrier. All other packages call carriers through it. */
package io.trunkline.carrier.spi;
