/** What numbers cost us and what we take for them, from configuration, by date. */
package io.trunkline.kit.price;
