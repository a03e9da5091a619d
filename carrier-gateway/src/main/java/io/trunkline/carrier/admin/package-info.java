/** The admin API of the carrier accounts: status, verification, the purchase switch. */
package io.trunkline.carrier.admin;
