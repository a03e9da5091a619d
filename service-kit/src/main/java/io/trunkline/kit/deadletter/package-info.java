/**
 * Dead letters: the records that a consumer could not apply. They are stored in the service's database, logged and counted, and
 * replayed or discarded by an operator.
 */
package io.trunkline.kit.deadletter;
