package io.nephoscope.shell.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Tells of configuration files that hold a secret and that every user of the machine may read. */
@Component
public final class ReadableSecrets implements HealthReporter {

    private static final long LARGEST = 1 << 20;

    /** A key that sounds secret, or a URL with a password, where the value is not a reference to somewhere else. */
    private static final Pattern SECRET = Pattern.compile(
            "(?im)^\\s*(?![#!])(?:[^=:\\s]*(?:secret|password|passwd|token|private\\.key)[^=:\\s]*\\s*[=:]\\s*"
                    + "(?!\\s*$|[\"']?\\$\\{(?:file|env):)\\S"
                    + "|[^=:\\s]+\\s*[=:].*://[^/\\s:@]*:(?!\\$\\{(?:file|env):)[^@\\s]+@)");

    private final @Nullable Path etc;

    @Activate
    public ReadableSecrets(BundleContext context) {
        String folder = context.getProperty("nephoscope.etc");
        etc = folder == null ? null : Path.of(folder);
    }

    @Override
    public Collection<HealthReport> health() {
        if (etc == null || !Files.isDirectory(etc)) {
            return List.of();
        }
        List<HealthReport> reports = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, "*.{cfg,config}")) {
            for (Path file : files) {
                Optional.of(file).filter(ReadableSecrets::isExposed).ifPresent(exposed -> reports.add(report(exposed)));
            }
        } catch (IOException | UncheckedIOException e) {
            return List.of(HealthReport.waiting(
                    "permissions",
                    "the files of " + etc + " cannot be looked at: " + e.getMessage(),
                    "mend its rights"));
        }
        return reports;
    }

    private static HealthReport report(Path file) {
        return HealthReport.waiting(
                "permissions",
                file + " holds a secret, and every user of this machine may read it",
                "chmod 640 " + file + ", or refer to the secret by ${file:/path} or ${env:NAME}");
    }

    private static boolean isExposed(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    && reachable(file)
                    && Files.size(file) <= LARGEST
                    && SECRET.matcher(Files.readString(file, ISO_8859_1)).find();
        } catch (IOException e) {
            return false; // it went meanwhile
        }
    }

    /** Whether others may enter all folders above it. */
    private static boolean reachable(Path file) throws IOException {
        Path real = file.toRealPath();
        for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
            if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
