/**
 * A made-up carrier and its adapter, as docs/adding-a-carrier.md describes it: that document is true as long as this is green.
 */
package io.trunkline.carrier.adapter.example;
