/**
 * Work that must be done once although processes die: a row per piece, claimed by one instance at a time, done with no
 * database session open, its outcome saved only if the claim still holds.
 */
package io.trunkline.carrier.job;
