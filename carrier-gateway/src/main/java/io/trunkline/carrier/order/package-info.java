/**
 * Buys numbers, once per order. The intent is saved before the carrier is called; a purchase of unknown outcome is looked
 * up before it is repeated.
 */
package io.trunkline.carrier.order;
