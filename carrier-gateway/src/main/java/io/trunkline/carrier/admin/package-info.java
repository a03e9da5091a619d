/** What those who run the platform see of carriers, and what they can do about them. */
package io.trunkline.carrier.admin;
