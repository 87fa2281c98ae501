package io.nephoscope.deploy.files;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel say when a folder changes, so that a change need not wait for the next look. It is nothing but an
 * accelerator: where the kernel says nothing (links, mounts, NFS), or says it too late, looks find the change.
 */
final class KernelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KernelWatch.class);

    /** Links may lead to many folders; beyond these the looks alone are left. */
    private static final int MAX_FOLDERS = 32;

    /** What was registered, by path: the folder behind a path may become another one. Guarded by itself. */
    private final Map<Path, Registration> registrations = new LinkedHashMap<>();

    private final @Nullable WatchService events;
    private final @Nullable LoopThread thread;
    private boolean isTold;

    private record Registration(String inode, WatchKey key) {}

    /** @param onEvent is called on a thread of its own when a followed folder changed */
    KernelWatch(Runnable onEvent) {
        this.events = open();
        this.thread = events == null
                ? null
                : LoopThread.start(
                        "nephoscope-watch",
                        Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        () -> take(events, onEvent),
                        LoopThread.Listener.NONE);
    }

    private @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            told(e);
            return null;
        }
    }

    private static void take(WatchService events, Runnable onEvent) throws InterruptedException {
        try {
            WatchKey key = events.take();
            key.pollEvents();
            key.reset();
            onEvent.run();
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("closed");
        }
    }

    /** Follows a folder from now on, unless it does so already; what this path was before is no longer followed. */
    void follow(Path folder, FileStamp stamp) {
        WatchService watch = events;
        if (watch == null) {
            return;
        }
        synchronized (registrations) {
            Registration known = registrations.get(folder);
            boolean isFollowed =
                    known != null && known.key().isValid() && known.inode().equals(stamp.inode());
            if (isFollowed || (known == null && registrations.size() >= MAX_FOLDERS)) {
                return;
            }
            if (known != null) {
                known.key().cancel();
                registrations.remove(folder);
            }
            try {
                WatchKey key = folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                registrations.put(folder, new Registration(stamp.inode(), key));
            } catch (IOException | ClosedWatchServiceException e) {
                told(e);
            }
        }
    }

    private void told(Exception e) {
        if (!isTold) {
            isTold = true;
            LOG.info(
                    "Changes of files are noticed up to a second later, for the system does not tell of them: {}",
                    e.toString());
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
        if (events != null) {
            try {
                events.close();
            } catch (IOException e) {
                LOG.debug("The watch of folders does not close", e);
            }
        }
    }
}
