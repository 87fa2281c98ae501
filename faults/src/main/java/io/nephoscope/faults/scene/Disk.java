package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small disk of the agent's own, in memory, which can be full or read-only. Needs root; without, it is a plain folder. */
public final class Disk implements AutoCloseable {

    private static final int PIECE = 1 << 20;

    private final Path folder;
    private final boolean mounted;

    private Disk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** @param megabytes its size */
    public static Disk at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            mount("-t", "tmpfs", "-o", "mode=0755,size=" + megabytes + "m", "tmpfs", folder.toString());
            return new Disk(folder, true);
        } catch (IOException e) {
            return new Disk(folder, false);
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Whether it can be made full or read-only. */
    public boolean isReal() {
        return mounted;
    }

    /** Leaves no byte free. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (int size = PIECE; size > 0; ) {
                try {
                    out.write(new byte[size]);
                } catch (IOException e) {
                    size /= 2;
                }
            }
        }
    }

    /** Gives back what was filled. */
    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    /**
     * Lets nobody make, rename or delete a file any more. The kernel makes no disk read-only under those who write to it: files
     * that are open stay so.
     */
    public void lock() throws IOException, InterruptedException {
        mount("--bind", folder.toString(), folder.toString());
        mount("-o", "remount,bind,ro", folder.toString());
    }

    /** Ends that. */
    public void unlock() throws IOException, InterruptedException {
        Command.run(Map.of(), List.of("umount", "-l", folder.toString()));
    }

    private static void mount(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(words));
        Command.run(Map.of(), command);
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            try {
                unlock();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
