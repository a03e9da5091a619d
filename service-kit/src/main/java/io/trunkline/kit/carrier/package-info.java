/** What carriers' accounts are called. */
package io.trunkline.kit.carrier;
