package io.nephoscope.deploy;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.PluginDTO;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins as they are now, and a line in the log for each that became something else. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private volatile List<Plugin> plugins = List.of();

    /** Takes the new state. Called by one thread at a time. */
    void record(List<Plugin> now) {
        Map<Path, Plugin> before = plugins.stream().collect(toMap(Plugin::file, identity()));
        plugins = List.copyOf(now);
        for (Plugin plugin : now) {
            boolean isKnown = plugin.equals(before.remove(plugin.file()));
            if (!isKnown && !plugin.verdict().equals(Verdict.STARTING)) {
                log(plugin);
            }
        }
        before.values().forEach(gone -> LOG.info("Plugin {} is removed", gone.fileName()));
    }

    private static void log(Plugin plugin) {
        Verdict verdict = plugin.verdict();
        String state = verdict.state().word();
        switch (verdict.state()) {
            case ACTIVE -> LOG.info("Plugin {} is active ({})", plugin.fileName(), plugin.identity());
            case SHADOWED -> LOG.info("Plugin {} is {}: {}", plugin.fileName(), state, verdict.reason());
            default -> LOG.warn("Plugin {} is {}: {}", plugin.fileName(), state, verdict.reason());
        }
    }

    /** A copy for the operator. Safe from any thread. */
    List<PluginDTO> toDtos() {
        return plugins.stream().map(Plugin::toDto).collect(toList());
    }

    /** What is wrong, or that nothing is. Safe from any thread. */
    Collection<HealthReport> health() {
        List<HealthReport> reports = plugins.stream()
                .filter(plugin -> plugin.verdict().state() != Verdict.State.ACTIVE)
                .filter(plugin -> plugin.verdict().state() != Verdict.State.SHADOWED)
                .map(Journal::report)
                .collect(toList());
        return reports.isEmpty()
                ? List.of(HealthReport.ok("plugins", plugins.size() + " in the deploy folder"))
                : reports;
    }

    private static HealthReport report(Plugin plugin) {
        Verdict verdict = plugin.verdict();
        String subject = "plugin " + plugin.fileName();
        String message = verdict.state().word() + ": " + verdict.reason();
        return verdict.state() == Verdict.State.WAITING
                ? HealthReport.waiting(subject, message, "Deploy what it needs, or remove the jar")
                : HealthReport.failed(subject, message, "replace the jar by one that works, or remove it");
    }
}
