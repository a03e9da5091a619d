package io.trunkline.kit.outbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.errors.RetriableException;

import io.quarkus.logging.Log;

/**
 * The topics and keys that could not be sent in the current drain of the outbox: a topic that cannot be reached, or a key
 * whose record the broker rejects. They are skipped until the next drain, so that they do not block the other rows.
 */
final class FailedSends {

    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private volatile Throwable lastFailure;

    void add(String topic, String key, Throwable failure) {
        lastFailure = failure;
        if (failure instanceof RetriableException) {
            topics.add(topic);
        } else {
            keys.add(topic + ' ' + key);
        }
    }

    String[] topics() {
        return topics.toArray(String[]::new);
    }

    String[] keys() {
        return keys.toArray(String[]::new);
    }

    void log() {
        if (lastFailure != null) {
            Log.warnf("Events remain in the outbox and are retried: topics %s, %d keys; %s", topics, keys.size(),
                    lastFailure.toString());
        }
    }
}
