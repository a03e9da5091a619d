/** The REST API 2010-04-01, as Twilio made it and SignalWire speaks it. */
package io.trunkline.carrier.adapter.twilioapi;
