/**
 * Jobs that must be done once although processes crash. Each job is a row. One instance at a time claims it, processes it
 * without a database session, and saves the outcome only if the claim still holds.
 */
package io.trunkline.carrier.job;
