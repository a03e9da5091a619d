/**
 * What crosses Kafka: plain records under sealed interfaces (one file per topic), topic names and wire types. No framework.
 * A record's JSON is its contract: the golden files in the tests hold it, a change that is not an addition is a new version.
 */
package io.trunkline.events;
