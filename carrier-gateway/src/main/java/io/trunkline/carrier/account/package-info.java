/** The carrier accounts and their protection: breakers, bulkheads, rate limiter, retry budget, health. */
package io.trunkline.carrier.account;
