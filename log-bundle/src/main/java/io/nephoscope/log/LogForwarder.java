package io.nephoscope.log;

import io.nephoscope.support.text.OneLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards warnings and errors, such as those of the component runtime about a component that cannot
 * be activated. Who says the same again and again is heard once.
 */
@Component(service = {})
public final class LogForwarder implements LogListener {

    /** The framework's own events; the launcher hears them. */
    private static final String EVENTS = "Events.";

    private static final int REMEMBERED = 200;

    private final LogReaderService reader;
    private final Set<String> heard = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    @Activate
    public LogForwarder(@Reference LogReaderService reader) {
        this.reader = reader;
        reader.addLogListener(this);
        Collections.list(reader.getLog()).forEach(this::logged);
    }

    @Deactivate
    void stop() {
        reader.removeLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        boolean isNews = LogLevel.WARN.implies(entry.getLogLevel())
                && !entry.getLoggerName().startsWith(EVENTS)
                && heard.add(OneLine.of(entry.getLoggerName() + " " + entry.getMessage()));
        if (isNews) {
            forward(entry);
        }
    }

    private static void forward(LogEntry entry) {
        Logger log = LoggerFactory.getLogger(OneLine.of(entry.getLoggerName()));
        String message = OneLine.of(entry.getMessage());
        if (entry.getLogLevel() == LogLevel.WARN) {
            log.warn("{} ({})", message, entry.getBundle(), entry.getException());
        } else {
            log.error("{} ({})", message, entry.getBundle(), entry.getException());
        }
    }
}
