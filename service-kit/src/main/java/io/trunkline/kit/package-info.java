/**
 * How every service is built, and nothing of what it is about. A class enters only when two services use it.
 */
package io.trunkline.kit;
