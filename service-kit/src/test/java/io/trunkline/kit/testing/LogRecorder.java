package io.trunkline.kit.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Records the lines that a class logs. */
public final class LogRecorder extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private LogRecorder(Logger logger) {
        this.logger = logger;
    }

    /** @param category a class or package name */
    public static LogRecorder of(String category) {
        LogRecorder recorder = new LogRecorder(Logger.getLogger(category));
        recorder.logger.addHandler(recorder);
        return recorder;
    }

    /** Level and formatted message. */
    public List<String> lines(Level minimum) {
        return records.stream().filter(line -> line.getLevel().intValue() >= minimum.intValue())
                .map(line -> line.getLevel() + " "
                        + (line instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : line.getMessage()))
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
