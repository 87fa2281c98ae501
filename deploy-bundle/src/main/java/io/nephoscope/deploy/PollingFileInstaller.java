package io.nephoscope.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns {@code etc/polling.yaml} into the configuration {@value #PID}: its path and its whole text. What
 * the text says, and whether it is valid, is the core's business.
 */
@Component(property = "service.ranking:Integer=1000")
public final class PollingFileInstaller implements ArtifactInstaller {

    static final String PID = "io.nephoscope.polling";

    private static final Logger LOG = LoggerFactory.getLogger(PollingFileInstaller.class);

    private final ConfigurationAdmin configurations;
    private final Path file;
    private final SettledFile settled;

    @Activate
    public PollingFileInstaller(@Reference ConfigurationAdmin configurations, BundleContext context) {
        this(
                configurations,
                Path.of(context.getProperty("nephoscope.etc")).resolve("polling.yaml"),
                new SettledFile(Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis())));
    }

    PollingFileInstaller(ConfigurationAdmin configurations, Path file, SettledFile settled) {
        this.configurations = configurations;
        this.file = file.toAbsolutePath();
        this.settled = settled;
    }

    @Override
    public boolean canHandle(File artifact) {
        return artifact.toPath().toAbsolutePath().equals(file);
    }

    @Override
    public void install(File artifact) throws IOException {
        apply();
    }

    @Override
    public void update(File artifact) throws IOException {
        apply();
    }

    @Override
    public void uninstall(File artifact) throws IOException {
        configuration().delete();
    }

    private void apply() throws IOException {
        try {
            Optional<String> text = settled.read(file);
            if (text.isPresent()) {
                Map<String, Object> properties = Map.of("file", file.toString(), "text", text.get());
                configuration().updateIfDifferent(FrameworkUtil.asDictionary(properties));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away while it was read", file);
        } catch (CharacterCodingException e) {
            LOG.error("{} is not UTF-8; the version in force stays. Save the file as UTF-8", file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Configuration configuration() throws IOException {
        return configurations.getConfiguration(PID, "?");
    }
}
