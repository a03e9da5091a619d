/** Which carriers there are, and what stands between them and their callers: a limit on concurrent calls, and metrics. */
package io.trunkline.carrier.account;
