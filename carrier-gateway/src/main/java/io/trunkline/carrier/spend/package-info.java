/** What purchases may cost, and whether they may be made at all. */
package io.trunkline.carrier.spend;
