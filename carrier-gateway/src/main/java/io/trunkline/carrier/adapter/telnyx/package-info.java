/** Telnyx. */
package io.trunkline.carrier.adapter.telnyx;
