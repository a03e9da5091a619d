/** What a carrier can be asked, in this domain's words. Everything else in this service talks to carriers through it. */
package io.trunkline.carrier.spi;
