/** The REST API 2010-04-01, which Twilio and SignalWire share. */
package io.trunkline.carrier.adapter.twilioapi;
