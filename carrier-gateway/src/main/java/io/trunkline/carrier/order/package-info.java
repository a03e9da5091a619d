/**
 * Buying numbers, each order exactly once: the intent is saved before the carrier is called, a purchase whose outcome is not
 * known is looked up before it is repeated.
 */
package io.trunkline.carrier.order;
