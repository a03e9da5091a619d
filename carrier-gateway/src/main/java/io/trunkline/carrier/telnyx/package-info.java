/** Telnyx. */
package io.trunkline.carrier.telnyx;
