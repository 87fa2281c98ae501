package io.nephoscope.deploy.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One look at all places, without opening a file. It may hang at any of its steps: {@link #at} tells at which, and
 * whoever gave it up leaves that out of the next look.
 */
final class Look implements Callable<List<Look.Sighting>> {

    private final Collection<Place> places;
    private final Predicate<Path> isStuck;
    private final KernelWatch watch;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Glance glance = new Glance();
    /** Where it is; written by the thread that looks, read by whoever waits for it. */
    private volatile Path at;

    /**
     * What a path is now.
     *
     * @param isFolder whether this is the place's folder, not a file of it
     * @param stamp null if there is none to be had
     * @param problem why it cannot be taken; empty if it can, or if nothing is there
     */
    record Sighting(
            Place place,
            boolean isFolder,
            Path file,
            @Nullable FileStamp stamp,
            String problem) {}

    /** @param isStuck which paths are left out, for an earlier look has not returned from them */
    Look(Collection<Place> places, Predicate<Path> isStuck, KernelWatch watch) {
        this.places = places;
        this.isStuck = isStuck;
        this.watch = watch;
        this.at = Path.of("");
    }

    Path at() {
        return at;
    }

    /** Tells, after this look, whether anything has changed since. */
    Glance glance() {
        return glance;
    }

    @Override
    public List<Sighting> call() throws IOException {
        for (Place place : places) {
            if (!isStuck.test(place.path())) {
                if (place.isFolder()) {
                    list(place);
                } else {
                    see(place, place.path(), false);
                }
            }
        }
        return sightings;
    }

    private void list(Place place) throws IOException {
        FileStamp folder = see(place, place.path(), true);
        if (folder == null || folder.kind() != FileStamp.Kind.FOLDER) {
            return;
        }
        watch.follow(place.path(), folder);
        int before = sightings.size();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                place.path(), file -> place.names().test(file.getFileName().toString()))) {
            for (Path file : files) {
                if (!isStuck.test(file)) {
                    see(place, file, false);
                }
            }
        } catch (DirectoryIteratorException e) {
            unlisted(place, before, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            unlisted(place, before, e);
        }
    }

    /** What is not listed now must not pass for gone. */
    private void unlisted(Place place, int before, IOException failure) throws IOException {
        sightings.subList(before - 1, sightings.size()).clear();
        sightings.add(new Sighting(place, true, place.path(), null, FileProblem.of(place.path(), failure)));
    }

    private @Nullable FileStamp see(Place place, Path file, boolean isFolder) throws IOException {
        at = file;
        glance.note(file);
        try {
            FileStamp stamp = FileStamp.of(file);
            String problem =
                    isFolder ? folderProblem(stamp) : place.isRead() ? FileProblem.of(stamp, place.limit()) : "";
            sightings.add(new Sighting(place, isFolder, file, stamp, problem));
            return stamp;
        } catch (IOException e) {
            sightings.add(new Sighting(place, isFolder, file, null, FileProblem.of(file, e)));
            return null;
        }
    }

    private static String folderProblem(FileStamp stamp) {
        return stamp.kind() == FileStamp.Kind.FOLDER ? "" : "is no folder";
    }
}
