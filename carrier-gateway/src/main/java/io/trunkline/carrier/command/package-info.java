/** What this service is told to do. */
package io.trunkline.carrier.command;
