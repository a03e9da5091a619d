/**
 * A fictitious carrier and its adapter, as described in docs/adding-a-carrier.md. The tests keep that document correct.
 */
package io.trunkline.carrier.adapter.example;
