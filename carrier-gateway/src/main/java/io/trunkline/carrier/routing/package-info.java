/** Chooses the carrier account for orders and searches that name none. */
package io.trunkline.carrier.routing;
