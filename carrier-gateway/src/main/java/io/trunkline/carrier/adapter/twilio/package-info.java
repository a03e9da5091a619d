/** Twilio, reached only through {@link io.trunkline.carrier.spi.Carrier}. */
package io.trunkline.carrier.adapter.twilio;
