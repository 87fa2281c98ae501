package io.nephoscope.deploy.files;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.deploy.files.Look.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of all followed places. Each look compares the stamps of all of them, links followed; a file whose stamp
 * differs is read when it has been quiet for a moment, once more when it has settled, and a small one every minute
 * whatever its stamp says. All that may hang is done by {@link BoundedCalls}; what hangs is left out until it returns.
 *
 * <p>{@link #look} and {@link #glance} are called by one thread; the rest is safe from any thread.
 */
final class FollowedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFiles.class);

    /** How long one look at everything, or reading one file, may take. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LONG_AGO = Duration.ofSeconds(3);
    private static final byte[] NOTHING = {};

    private final BoundedCalls calls;
    private final KernelWatch watch;
    private final Supplier<Instant> clock;
    private final Map<Place, Followed> places = new ConcurrentHashMap<>();
    /** What must not be written to by others, but is: what is told of it. */
    private final Map<Path, HealthReport> exposed = new ConcurrentHashMap<>();
    /** Folders that cannot be listed: why. */
    private final Map<Path, String> unlisted = new ConcurrentHashMap<>();
    /** Of the last look; null if there was none, or if it hung. Of the thread that looks. */
    private @Nullable Glance glance;

    /** A place, and its files by path. */
    private static final class Followed {

        final FileListener listener;
        final Runnable onFirstLook;
        final Map<Path, FollowedFile> files = new TreeMap<>();
        boolean isLookedAt;

        Followed(FileListener listener, Runnable onFirstLook) {
            this.listener = listener;
            this.onFirstLook = onFirstLook;
        }
    }

    FollowedFiles(BoundedCalls calls, KernelWatch watch, Supplier<Instant> clock) {
        this.calls = calls;
        this.watch = watch;
        this.clock = clock;
    }

    /** @param onFirstLook is called by the look after which the listener knows what is there */
    void add(Place place, FileListener listener, Runnable onFirstLook) {
        places.put(place, new Followed(listener, onFirstLook));
    }

    void remove(Place place) {
        places.remove(place);
    }

    /**
     * Looks at all files only if a glance shows that something changed since the last look; else does what is due. A place
     * that was added since is not seen before the next look.
     *
     * @return when this or {@link #look} is to be called again at the latest
     */
    long glance(long now) throws InterruptedException {
        return isSame(now) ? handle(places.values(), now) : look(now);
    }

    private boolean isSame(long now) throws InterruptedException {
        Glance last = glance;
        if (last == null || !calls.overdue().isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(bounded(last, last::at, places, now));
    }

    /** Looks or glances; null if that hangs, which is then noted of what it hangs at. */
    private <T> @Nullable T bounded(Callable<T> look, Supplier<Path> at, Map<Place, Followed> followed, long now)
            throws InterruptedException {
        try {
            return calls.call(at, () -> "looking at " + at.get(), DEADLINE, look);
        } catch (InterruptedException e) {
            throw e;
        } catch (OverdueException e) {
            stuck(followed, at.get(), String.valueOf(e.getMessage()), now);
            return null;
        } catch (Exception e) {
            throw new IllegalStateException("cannot look at the files", e);
        }
    }

    /**
     * Looks at all files and tells listeners what is new.
     *
     * @return when it is to be called again at the latest
     */
    long look(long now) throws InterruptedException {
        glance = null;
        Map<Place, Followed> followed = new LinkedHashMap<>(places);
        Look look = new Look(followed.keySet(), calls::isOverdue, watch);
        List<Sighting> sightings = bounded(look, look::at, followed, now);
        if (sightings != null) {
            followed.forEach((place, of) -> note(place, of, sightings, now));
            glance = look.glance();
        }
        return handle(followed.values(), now);
    }

    /** @return when the next file is due */
    private long handle(Collection<Followed> followed, long now) throws InterruptedException {
        long next = Long.MAX_VALUE;
        for (Followed of : followed) {
            for (FollowedFile file : List.copyOf(of.files.values())) {
                handle(of, file, now);
                next = Math.min(next, file.due());
            }
            of.files.values().removeIf(file -> file.isGone() && !file.isKnown());
            if (of.isLookedAt) {
                of.onFirstLook.run();
            }
        }
        return next;
    }

    private void note(Place place, Followed of, List<Sighting> sightings, long now) {
        Set<Path> absent = new HashSet<>(of.files.keySet());
        boolean isListed = !place.isFolder();
        for (Sighting sighting : sightings) {
            if (!sighting.place().equals(place)) {
                continue;
            }
            if (sighting.isFolder()) {
                isListed = noteFolder(sighting, place.isOptional() && of.files.isEmpty());
                continue;
            }
            absent.remove(sighting.file());
            FollowedFile file = of.files.computeIfAbsent(sighting.file(), path -> new FollowedFile(place, path));
            FileStamp stamp = sighting.stamp();
            FileStamp before = file.stamp();
            if (stamp != null && !stamp.equals(before)) {
                expose(sighting.file(), stamp, false);
            }
            boolean isOld = !of.isLookedAt || (stamp != null && isOld(stamp));
            file.see(stamp, sighting.problem(), isOld, now);
        }
        if (isListed) {
            of.files.values().stream()
                    .filter(file -> absent.contains(file.file) && !calls.isOverdue(file.file))
                    .forEach(file -> file.see(null, "", false, now));
        }
        of.isLookedAt = true;
    }

    private boolean noteFolder(Sighting sighting, boolean mayBeAbsent) {
        Path folder = sighting.file();
        FileStamp stamp = sighting.stamp();
        if (stamp != null) {
            expose(folder, stamp, true);
        }
        boolean isListed = stamp != null && sighting.problem().isEmpty();
        if (isListed || (mayBeAbsent && stamp == null && sighting.problem().isEmpty())) {
            unlisted.remove(folder);
        } else {
            unlisted.put(folder, sighting.problem().isEmpty() ? "is not there" : sighting.problem());
        }
        return isListed;
    }

    /** A file that was written long ago is whole. */
    private boolean isOld(FileStamp stamp) {
        Instant longAgo = clock.get().minus(LONG_AGO);
        return stamp.modified().toInstant().isBefore(longAgo)
                && stamp.changed().toInstant().isBefore(longAgo);
    }

    private void expose(Path path, FileStamp stamp, boolean isFolder) {
        boolean isExposed = isFolder ? stamp.isReplaceableByOthers() : stamp.isWritableByOthers();
        if (isExposed) {
            exposed.put(
                    path,
                    HealthReport.failed(
                            path.toString(),
                            "users who are not its owner may write to it, and so rule this agent",
                            "chmod o-w " + path));
        } else {
            exposed.remove(path);
        }
    }

    private void stuck(Map<Place, Followed> followed, Path at, String sentence, long now) {
        followed.forEach((place, of) -> {
            FollowedFile file = of.files.get(at);
            if (file == null && at.equals(place.path()) && !place.isFolder()) {
                file = new FollowedFile(place, at);
                of.files.put(at, file);
            }
            if (file != null) {
                refuse(of, file, sentence, now);
                file.forgetLook();
            }
            of.isLookedAt = true;
        });
    }

    private void handle(Followed of, FollowedFile file, long now) throws InterruptedException {
        if (file.due() > now) {
            return;
        }
        if (file.isGone()) {
            exposed.remove(file.file);
            if (file.isKnown() && attempt(file, now, () -> of.listener.gone(file.file))) {
                of.files.remove(file.file);
            }
        } else if (!file.problem().isEmpty()) {
            file.read(true, now);
            refuse(of, file, file.problem(), now);
        } else {
            read(of, file, now);
        }
    }

    private void read(Followed of, FollowedFile file, long now) throws InterruptedException {
        FileStamp stamp = file.stamp();
        boolean settled = file.isSettled(now);
        try {
            byte[] content = file.place.isRead()
                    ? calls.call(
                            () -> file.file,
                            () -> "reading " + file.file,
                            DEADLINE,
                            () -> bytes(file.file, file.place, stamp))
                    : NOTHING;
            if (content == null) {
                // It changed meanwhile; the next look sees how.
                return;
            }
            file.read(settled || !file.place.isRead(), now);
            boolean isPremature = !settled && file.seemsCut(content);
            if (!isPremature && !file.isTold(content, settled)) {
                tell(of, file, content, now);
            }
        } catch (OverdueException e) {
            refuse(of, file, String.valueOf(e.getMessage()), now);
            file.forgetLook();
        } catch (IOException e) {
            file.read(settled, now);
            if (settled) {
                refuse(of, file, problem(file.file, e), now);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + file.file, e);
        }
    }

    private static String problem(Path file, IOException failure) {
        try {
            String problem = FileProblem.of(file, failure);
            return problem.isEmpty() ? "went away while it was read" : problem;
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }

    /** Null if the file is no longer the one that was looked at. Runs on a thread that may hang. */
    private byte @Nullable [] bytes(Path file, Place place, @Nullable FileStamp expected) throws IOException {
        if (!FileStamp.of(file).equals(expected)) {
            return null;
        }
        if (Files.isSymbolicLink(file)) {
            Path folder = file.toRealPath().resolveSibling("");
            watch.follow(folder, FileStamp.of(folder));
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes((int) place.limit() + 1);
        }
        return content.length <= place.limit() && FileStamp.of(file).equals(expected) ? content : null;
    }

    @FunctionalInterface
    private interface Telling {
        void run() throws IOException;
    }

    private static void tell(Followed of, FollowedFile file, byte[] content, long now) {
        boolean settled = file.isSettled(now);
        if (attempt(file, now, () -> of.listener.changed(file.file, content, settled))) {
            file.tell(content, settled);
        }
    }

    private static void refuse(Followed of, FollowedFile file, String sentence, long now) {
        if (!file.isTold(sentence) && attempt(file, now, () -> of.listener.refused(file.file, sentence))) {
            file.tell(sentence);
        }
    }

    private static boolean attempt(FollowedFile file, long now, Telling telling) {
        try {
            telling.run();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be taken; it is tried again every {} s", file.file, RETRY.toSeconds(), e);
            file.postpone(RETRY, now);
            return false;
        }
    }

    /** What is wrong with files and folders as such. */
    Stream<HealthReport> health() {
        Stream<HealthReport> hanging = calls.overdue().stream()
                .map(late -> HealthReport.failed(
                        String.valueOf(late.subject()),
                        late.sentence() + "; what was read before stays in force",
                        "Look after the file system it lies on; it is followed again when that answers"));
        Stream<HealthReport> lost = unlisted.entrySet().stream()
                .map(entry -> HealthReport.failed(
                        entry.getKey().toString(),
                        "it " + entry.getValue() + "; what was taken from it stays in force",
                        "Make the folder anew, or grant it to the agent's user"));
        return Stream.of(hanging, lost, exposed.values().stream()).flatMap(reports -> reports);
    }
}
