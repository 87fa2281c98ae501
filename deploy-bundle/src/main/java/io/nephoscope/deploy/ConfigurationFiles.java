package io.nephoscope.deploy;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the configuration files that the agent may not read: File Install passes them over in silence. */
@Component
public final class ConfigurationFiles implements HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);

    private final Path folder;
    private final Predicate<Path> readable;

    @Activate
    public ConfigurationFiles(BundleContext context) {
        this(Path.of(context.getProperty("nephoscope.etc")), Files::isReadable);
        health().forEach(report -> LOG.warn("{}: {}; {}", report.subject(), report.message(), report.remedy()));
    }

    /** @param readable whether the agent may read a file */
    ConfigurationFiles(Path folder, Predicate<Path> readable) {
        this.folder = folder;
        this.readable = readable;
    }

    @Override
    public Collection<HealthReport> health() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{cfg,yaml}")) {
            return StreamSupport.stream(files.spliterator(), false)
                    .filter(readable.negate())
                    .sorted()
                    .map(ConfigurationFiles::unreadable)
                    .toList();
        } catch (IOException e) {
            return List.of(unreadable(folder));
        }
    }

    private static HealthReport unreadable(Path file) {
        return HealthReport.failed(
                file.toString(), "the agent may not read it, so it is not in force", "grant it to the agent's user");
    }
}
