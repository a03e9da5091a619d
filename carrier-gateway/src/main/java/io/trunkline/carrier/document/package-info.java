/** What accounts have for the regulators of countries, as configured. */
package io.trunkline.carrier.document;
