/** SignalWire. */
package io.trunkline.carrier.adapter.signalwire;
