/** Sends each message once: a send of unknown outcome is looked up before it is repeated. */
package io.trunkline.carrier.message;
