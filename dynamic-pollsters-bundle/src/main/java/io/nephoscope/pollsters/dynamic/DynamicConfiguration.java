package io.nephoscope.pollsters.dynamic;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.ProxyRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the dynamic pollsters. Thread-safe. */
final class DynamicConfiguration {

    static final String PID = "io.nephoscope.pollsters.dynamic";

    private static final String SUBJECT = "dynamic pollsters configuration";

    /** Where definitions are, and how far they may go. */
    @ObjectClassDefinition(name = "Nephoscope dynamic pollsters")
    public @interface Config {

        @AttributeDefinition(
                name = "Folders of definitions",
                description =
                        "Of a name that is defined twice the first folder's definition counts; below etc/ unless they"
                                + " begin with a slash")
        String[] pollsters_definitions_dirs() default {"pollsters.d"};

        @AttributeDefinition(
                name = "Ceilometer's configuration",
                description = "A ceilometer.conf whose folders of definitions count after these; empty for none")
        String ceilometer_conf() default "";

        @AttributeDefinition(
                name = "Commands of the machine",
                description = "Whether definitions may run commands, as the agent's user")
        boolean host_commands() default true;

        @AttributeDefinition(name = "Pages", description = "After how many pages a list is taken for one without end")
        int pages_max() default 1000;

        @AttributeDefinition(name = "Bytes", description = "How long one answer may be")
        long answer_bytes_max() default 67_108_864;

        @AttributeDefinition(
                description =
                        "PEM file of authorities that services beside the cloud's are trusted by; empty for those of the"
                                + " Java platform")
        String cafile() default "";

        @AttributeDefinition(description = "Take any certificate of services beside the cloud's")
        boolean insecure() default false;

        @AttributeDefinition(description = "Seconds that a connection to services beside the cloud's may take")
        int connect_timeout() default 10;
    }

    private static final Key<List<String>> DIRS = Key.someWords("pollsters.definitions.dirs");
    private static final Key<Optional<Path>> CEILOMETER_CONF = Key.file("ceilometer.conf");
    private static final Key<Boolean> COMMANDS = Key.flag("host.commands");
    private static final Key<Long> PAGES = Key.number("pages.max", 1, 1_000_000);
    private static final Key<Long> BYTES = Key.number("answer.bytes.max", 1024, 1L << 30);
    private static final Key<Optional<Path>> CAFILE = Key.file("cafile");
    private static final Key<Boolean> INSECURE = Key.flag("insecure");
    private static final Key<Duration> CONNECT = Key.seconds("connect.timeout", 1, 300);
    private static final List<String> USUAL_DIRS = List.of("pollsters.d");
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int PARALLEL = 32;

    private final Configuration configuration = new Configuration(
            PID, Config.class, DIRS, CEILOMETER_CONF, COMMANDS, PAGES, BYTES, CAFILE, INSECURE, CONNECT);
    private volatile KeyValues values;
    /** Why the folders of Ceilometer are not known. */
    private volatile String unreadable = "";

    DynamicConfiguration(Map<String, Object> properties) {
        values = configuration.read(properties);
    }

    void read(Map<String, Object> properties) {
        values = configuration.read(properties);
    }

    /** Whether the folders are those of the default, which need not be there. */
    boolean hasUsualDirs() {
        return dirs().equals(USUAL_DIRS);
    }

    /** The operator's own, then those of Ceilometer. */
    List<String> dirs() {
        List<String> dirs = new ArrayList<>(values.get(DIRS));
        Optional<Path> conf = values.get(CEILOMETER_CONF);
        if (conf.isPresent()) {
            try {
                dirs.addAll(CeilometerConf.folders(conf.get()));
                unreadable = "";
            } catch (IOException e) {
                unreadable = conf.get() + " cannot be read: " + e.getMessage();
            }
        }
        return dirs;
    }

    DefinitionLimits limits() {
        KeyValues now = values;
        return new DefinitionLimits(now.get(COMMANDS), now.get(PAGES).intValue(), now.get(BYTES));
    }

    /** How far definitions may go. */
    record DefinitionLimits(boolean runsCommands, int mostPages, long mostBytes) {}

    /** How services are asked that are not the cloud's. Each request has a time of its own. */
    HttpSettings http() {
        KeyValues now = values;
        return new HttpSettings(
                now.get(CONNECT),
                SILENCE,
                now.get(CAFILE),
                Optional.empty(),
                Optional.empty(),
                now.get(INSECURE),
                ProxyRules.of(System.getenv(), Optional.empty()),
                PARALLEL,
                PARALLEL);
    }

    Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        if (!unreadable.isEmpty()) {
            reports.add(HealthReport.failed(SUBJECT, unreadable, "correct ceilometer.conf, or what it names"));
        }
        return reports;
    }
}
