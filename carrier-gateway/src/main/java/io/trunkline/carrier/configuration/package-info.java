/** Setting our webhooks on numbers. */
package io.trunkline.carrier.configuration;
