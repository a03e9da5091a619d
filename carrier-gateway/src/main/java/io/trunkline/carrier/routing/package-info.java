/** Which carrier is asked for a number when nobody named one. */
package io.trunkline.carrier.routing;
