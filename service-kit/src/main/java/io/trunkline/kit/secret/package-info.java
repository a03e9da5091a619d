/** Secrets that are exchanged while the service runs. */
package io.trunkline.kit.secret;
