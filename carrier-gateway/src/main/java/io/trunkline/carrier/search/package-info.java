/** Numbers for sale at all carriers at once, at our prices. */
package io.trunkline.carrier.search;
