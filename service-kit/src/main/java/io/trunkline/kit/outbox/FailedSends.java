package io.trunkline.kit.outbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.errors.RetriableException;

import io.quarkus.logging.Log;

/**
 * What the broker did not take while the outbox was emptied once. It is left alone until the next time, so that rows that
 * cannot be sent do not stand before all others: a topic that cannot be reached, or a key whose record is refused.
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
            Log.warnf("Events stay in the outbox, to be sent again: topics %s, %d keys; %s", topics, keys.size(),
                    lastFailure.toString());
        }
    }
}
