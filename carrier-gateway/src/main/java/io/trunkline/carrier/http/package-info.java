/** What adapters share about HTTP. */
package io.trunkline.carrier.http;
