/**
 * Events and commands on Kafka: records under sealed interfaces (one file per topic), topic names and wire types, and the
 * phone-number and account names that events contain. No framework. The JSON of a record is its contract, checked by golden
 * files in the tests. A change that is not an addition needs a new version.
 */
package io.trunkline.events;
