/**
 * What all services share: messaging, persistence, HTTP and security. No domain classes. A class belongs here only when two
 * services use it.
 */
package io.trunkline.kit;
