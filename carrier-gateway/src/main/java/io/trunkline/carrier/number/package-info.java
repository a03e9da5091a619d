/** Configures and releases numbers. */
package io.trunkline.carrier.number;
