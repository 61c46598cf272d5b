package io.quarkiverse.fiber.runtime.scheduler;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class writes to the log, and on which threads. */
final class LogLines extends Handler implements AutoCloseable {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    static LogLines of(Class<?> category) {
        LogLines lines = new LogLines(LogContext.getLogContext().getLogger(category.getName()));
        lines.logger.addHandler(lines);
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        threads.add(Thread.currentThread().getName());
        lines.add(MESSAGE.format(line));
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
