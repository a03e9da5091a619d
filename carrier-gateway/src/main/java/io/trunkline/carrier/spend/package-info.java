/** Daily caps on purchases, and the switch that stops them. */
package io.trunkline.carrier.spend;
