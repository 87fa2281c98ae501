package io.nephoscope.deploy;

import io.nephoscope.deploy.files.FileFollower;
import io.nephoscope.deploy.files.FileListener;
import io.nephoscope.deploy.files.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Turns polling.yaml into the configuration {@value #PID}: {@code file}, its path; {@code text}, the whole text that could
 * be read last; {@code settled}, whether that is no longer being written; {@code problem}, why what lies there now cannot
 * be read, else empty. What the text says, and whether it is valid, is the core's business.
 */
@Component(service = {})
public final class PollingFile implements FileListener {

    static final String PID = "io.nephoscope.polling";

    private static final long LIMIT = 16L << 20;

    private final ConfigurationAdmin configurations;
    private final FileFollower follower;
    private final Place place;
    private String text = "";

    @Activate
    public PollingFile(
            @Reference ConfigurationAdmin configurations, @Reference FileFollower follower, BundleContext context)
            throws InterruptedException {
        this.configurations = configurations;
        this.follower = follower;
        this.place = Place.file(Path.of(context.getProperty("nephoscope.polling.file")), LIMIT);
        follower.follow(place, this);
    }

    @Deactivate
    void stop() {
        follower.forget(place);
    }

    @Override
    public void changed(Path file, byte[] content, boolean settled) throws IOException {
        try {
            text = Utf8.withoutMark(Utf8.decode(content));
            configure(file, settled, "");
        } catch (RefusedTextException e) {
            if (settled) {
                refused(file, "is refused, " + e.getMessage());
            }
        }
    }

    @Override
    public void refused(Path file, String problem) throws IOException {
        configure(file, true, problem);
    }

    private void configure(Path file, boolean settled, String problem) throws IOException {
        Map<String, Object> properties =
                Map.of("file", file.toString(), "text", text, "settled", settled, "problem", problem);
        configuration().updateIfDifferent(FrameworkUtil.asDictionary(properties));
    }

    @Override
    public void gone(Path file) throws IOException {
        text = "";
        configuration().delete();
    }

    private Configuration configuration() throws IOException {
        return configurations.getConfiguration(PID, "?");
    }
}
