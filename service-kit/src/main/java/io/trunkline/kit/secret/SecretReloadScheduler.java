package io.trunkline.kit.secret;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;

/** Reloads the files with secrets. */
@Singleton
class SecretReloadScheduler {

    private final SecretFiles files;

    SecretReloadScheduler(SecretFiles files) {
        this.files = files;
    }

    /** Runs on a worker thread. */
    @Scheduled(every = "${trunkline.secrets.reload-interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        files.reload();
    }
}
