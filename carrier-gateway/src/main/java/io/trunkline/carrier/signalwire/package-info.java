/** SignalWire. */
package io.trunkline.carrier.signalwire;
