package io.nephoscope.deploy;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.PluginDTO;
import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.support.text.OneLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins as they are now, and a line in the log for each that became something else. */
final class DeploymentLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLog.class);

    private volatile List<Plugin> plugins = List.of();

    /** Two may bear one file's name: what is there, and what is left of what was there before. */
    private record Key(String file, boolean isLeftBehind) {

        static Key of(Plugin plugin) {
            return new Key(plugin.file().toString(), plugin.status().state() == PluginState.LEFT_BEHIND);
        }
    }

    /** Takes the new state. Called by one thread at a time. */
    void record(List<Plugin> now) {
        Map<Key, Plugin> before = plugins.stream().collect(toMap(Key::of, identity(), (first, second) -> second));
        plugins = List.copyOf(now);
        for (Plugin plugin : now) {
            Plugin known = before.remove(Key.of(plugin));
            if (!plugin.status().equals(PluginStatus.STARTING) && (known == null || !isSame(known, plugin))) {
                log(plugin);
            }
        }
        before.forEach((key, gone) ->
                LOG.info(key.isLeftBehind() ? "Nothing is left of plugin {}" : "Plugin {} is removed", name(gone)));
    }

    /** What is left behind becomes less from look to look; that is told once. */
    private static boolean isSame(Plugin known, Plugin now) {
        return now.status().state() == PluginState.LEFT_BEHIND || known.equals(now);
    }

    private static void log(Plugin plugin) {
        PluginStatus status = plugin.status();
        String state = status.word();
        switch (status.state()) {
            case ACTIVE -> LOG.info("Plugin {} is active ({})", name(plugin), plugin.identity());
            case SHADOWED, IGNORED -> LOG.info("Plugin {} is {}: {}", name(plugin), state, status.reason());
            default -> LOG.warn("Plugin {} is {}: {}", name(plugin), state, status.reason());
        }
    }

    private static String name(Plugin plugin) {
        return OneLine.of(plugin.fileName());
    }

    /** A copy for the operator. Safe from any thread. */
    List<PluginDTO> toDtos() {
        return plugins.stream().map(Plugin::toDto).collect(toList());
    }

    /** What is wrong, or that nothing is. Safe from any thread. */
    Collection<HealthReport> health() {
        List<Plugin> now = plugins;
        List<HealthReport> reports = now.stream()
                .filter(plugin -> !isWell(plugin.status().state()))
                .map(DeploymentLog::report)
                .collect(toList());
        return reports.isEmpty() ? List.of(HealthReport.ok("plugins", now.size() + " in the deploy folder")) : reports;
    }

    private static boolean isWell(PluginState state) {
        return switch (state) {
            case ACTIVE, SHADOWED, IGNORED -> true;
            case WAITING, REFUSED, FAILED, LEFT_BEHIND -> false;
        };
    }

    private static HealthReport report(Plugin plugin) {
        PluginStatus status = plugin.status();
        String subject = "plugin " + name(plugin);
        String message = status.word() + ": " + status.reason();
        return switch (status.state()) {
            case WAITING -> HealthReport.waiting(subject, message, "Deploy what it needs, or remove the jar");
            case LEFT_BEHIND ->
                HealthReport.failed(
                        subject, message, "Tell its author; only a restart of the agent ends what is left of it");
            default -> HealthReport.failed(subject, message, "replace the jar by one that works, or remove it");
        };
    }
}
