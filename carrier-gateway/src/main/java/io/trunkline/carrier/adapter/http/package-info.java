/** What adapters share about HTTP. */
package io.trunkline.carrier.adapter.http;
