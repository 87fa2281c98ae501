package io.nephoscope.deploy;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.FileFollower;
import io.nephoscope.deploy.files.FileListener;
import io.nephoscope.deploy.files.OverdueException;
import io.nephoscope.deploy.files.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one {@link TextFileListener}. Files are taken on the follower's thread; what is followed changes on the
 * thread of whoever changes the service. The listener is called under a lock of its own, so that it sees one thread at a time.
 */
final class TextFileSubscription {

    private static final long LIMIT = 16L << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(TextFileSubscription.class);

    private final TextFileListener listener;
    private final String bundle;
    private final FileFollower follower;
    private final BoundedCalls calls;
    private final Map<Path, Followed> followed = new ConcurrentHashMap<>();
    /** Why files are not in force as they are. */
    private final Map<Path, String> problems = new ConcurrentSkipListMap<>();

    private final Object calling = new Object();

    TextFileSubscription(TextFileListener listener, String bundle, FileFollower follower, BoundedCalls calls) {
        this.listener = listener;
        this.bundle = bundle;
        this.follower = follower;
        this.calls = calls;
    }

    /** Follows these and no others; returns when the listener knows what is there, or after a few seconds. */
    void follow(List<Path> paths, String suffix, boolean isOptional) throws InterruptedException {
        Map<Path, Followed> wanted = new LinkedHashMap<>();
        for (Path path : paths) {
            Followed same = followed.get(path);
            wanted.put(
                    path, same != null && same.is(suffix, isOptional) ? same : new Followed(path, suffix, isOptional));
        }
        for (Followed before : List.copyOf(followed.values())) {
            if (!wanted.containsValue(before)) {
                before.end();
            }
        }
        for (Followed each : wanted.values()) {
            if (followed.put(each.place.path(), each) != each) {
                follower.follow(each.place, each);
            }
        }
    }

    /** Follows nothing any more. The listener is going, and is told nothing. */
    void close() {
        followed.values().forEach(each -> follower.forget(each.place));
        followed.clear();
        problems.clear();
    }

    Stream<HealthReport> health() {
        return problems.entrySet().stream()
                .map(entry -> HealthReport.failed(
                        entry.getKey().toString(),
                        "it " + entry.getValue() + "; what it said before stays in force",
                        "mend the file; it is read at once"));
    }

    /** One path: a file, or the files of a folder. */
    private final class Followed implements FileListener {

        private final String suffix;
        private final Place place;
        private final Set<Path> told = new HashSet<>(); // guarded by calling

        Followed(Path path, String suffix, boolean isOptional) {
            this.suffix = suffix;
            Place told = suffix.isEmpty()
                    ? Place.file(path, LIMIT)
                    : Place.folder(path, name -> name.endsWith(suffix) && !FileNames.isHidden(name), LIMIT);
            this.place = isOptional ? told.optional() : told;
        }

        boolean is(String wantedSuffix, boolean isOptional) {
            return suffix.equals(wantedSuffix) && place.isOptional() == isOptional;
        }

        void end() {
            follower.forget(place);
            followed.remove(place.path(), this);
            synchronized (calling) {
                for (Path file : List.copyOf(told)) {
                    try {
                        gone(file);
                    } catch (IOException e) {
                        LOG.error("{} is followed no longer, which {} did not take", file, bundle, e);
                    }
                }
            }
        }

        @Override
        public void changed(Path file, byte[] content, boolean settled) throws IOException {
            try {
                String text = Utf8.withoutMark(Utf8.decode(content));
                synchronized (calling) {
                    if (followed.get(place.path()) != this) {
                        return;
                    }
                    told.add(file);
                    call(file, () -> listener.changed(file, text, settled));
                }
                if (problems.remove(file) != null) {
                    LOG.info("{} can be read again", file);
                }
            } catch (RefusedTextException e) {
                if (settled) {
                    refused(file, "is refused, " + e.getMessage());
                }
            }
        }

        @Override
        public void refused(Path file, String problem) {
            if (!problem.equals(problems.put(file, problem))) {
                LOG.error("{} {}; what it said before stays in force", file, problem);
            }
        }

        @Override
        public void gone(Path file) throws IOException {
            problems.remove(file);
            synchronized (calling) {
                if (told.remove(file)) {
                    call(file, () -> listener.gone(file));
                }
            }
        }

        /** A plugin may throw whatever it likes: that is told, and tried again as if the file could not be read. */
        private void call(Path file, Runnable task) throws IOException {
            try {
                calls.call(() -> file, () -> bundle + " taking " + file, DEADLINE, () -> {
                    task.run();
                    return file;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OverdueException e) {
                refused(file, "was not taken: " + e.getMessage());
            } catch (Exception | LinkageError | StackOverflowError e) {
                throw new IOException(bundle + " did not take it", e);
            }
        }
    }
}
