/** Sending messages, each once: a send whose outcome is not known is looked up before it is repeated. */
package io.trunkline.carrier.message;
