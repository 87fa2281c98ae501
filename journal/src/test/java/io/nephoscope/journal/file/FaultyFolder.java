package io.nephoscope.journal.file;

import io.nephoscope.journal.JournalInUseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder in memory in which anything fails that a test wants to, and which knows what a loss of power would leave.
 * Thread-safe.
 */
public final class FaultyFolder implements JournalFolder {

    /** A fault of {@link Step#CLAIM}: somebody else has the folder. */
    public static final String IN_USE = "in use";

    // All below is guarded by this.
    private final Map<String, Content> files = new TreeMap<>();
    private final List<Change> unforcedChanges = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private boolean closed;
    private Map<String, Content> forcedFiles = new TreeMap<>();
    private long steps;
    private @Nullable Step deadly;
    private long dieAt = Long.MAX_VALUE;
    private volatile Delays delays = step -> {};

    /** What is done to the disk. */
    public enum Step {
        CLAIM,
        LIST,
        OPEN,
        CREATE,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        RENAME,
        DELETE,
        FORCE_FOLDER
    }

    /** Decides what fails. */
    public interface Faults {

        Faults NONE = (step, name) -> null;

        /** The message of the failure; null if it goes well. */
        @Nullable
        String fault(Step step, String name);
    }

    /** Decides what takes long. */
    public interface Delays {

        /** Returns when the step may go on. */
        void await(Step step) throws InterruptedException;
    }

    private record Change(String name, @Nullable Content content) {}

    /** A file's bytes, and those that would outlast a loss of power. */
    private static final class Content {

        private static final int SECTOR = 512;

        private byte[] bytes = new byte[0];
        private byte[] forced = new byte[0];
        private int dirtyFrom = Integer.MAX_VALUE;
        private int dirtyTo;
        /** A force has failed: the system has forgotten what it had not written, and later ones tell a lie. */
        private boolean forgetful;

        Content copy(byte[] state) {
            Content copy = new Content();
            copy.bytes = state.clone();
            copy.forced = state.clone();
            return copy;
        }

        void write(long at, byte[] source, int from, int count) {
            if (at + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) at + count);
            }
            System.arraycopy(source, from, bytes, (int) at, count);
            dirtyFrom = Math.min(dirtyFrom, (int) at);
            dirtyTo = Math.max(dirtyTo, (int) at + count);
        }

        void force() {
            if (forced.length != bytes.length) {
                forced = Arrays.copyOf(forced, bytes.length);
            }
            int from = Math.min(dirtyFrom, bytes.length);
            System.arraycopy(bytes, from, forced, from, Math.max(0, Math.min(dirtyTo, bytes.length) - from));
            dirtyFrom = Integer.MAX_VALUE;
            dirtyTo = 0;
        }

        /** Of what was not forced, any sectors. */
        Content afterPowerLoss(Random random) {
            byte[] left = Arrays.copyOf(forced, random.nextBoolean() ? forced.length : bytes.length);
            for (int at = 0; at < left.length; at += SECTOR) {
                if (random.nextBoolean()) {
                    int count = Math.max(0, Math.min(SECTOR, Math.min(left.length, bytes.length) - at));
                    System.arraycopy(bytes, Math.min(at, bytes.length), left, at, count);
                }
            }
            return copy(left);
        }
    }

    /** From now on. */
    public synchronized void faults(Faults newFaults) {
        faults = newFaults;
    }

    /** From now on. Meanwhile others can use the folder. */
    public void delays(Delays newDelays) {
        delays = newDelays;
    }

    private void delay(Step step) throws IOException {
        try {
            delays.await(step);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /** The process dies at a step from now on: nothing after it reaches the disk. Of a write, a part does. */
    public synchronized void dieAt(long step) {
        dieAt = steps + step;
    }

    /** How many steps there were. */
    public synchronized long steps() {
        return steps;
    }

    public synchronized boolean isDead() {
        return steps >= dieAt;
    }

    /** At what it died. */
    public synchronized Optional<Step> diedAt() {
        return Optional.ofNullable(deadly);
    }

    /** What another process finds after the end of the one that used this. */
    public synchronized FaultyFolder afterKill() {
        FaultyFolder next = new FaultyFolder();
        files.forEach((name, content) -> next.put(name, content.copy(content.bytes)));
        return next;
    }

    /** What another process finds after a loss of power. */
    public synchronized FaultyFolder afterPowerLoss(Random random) {
        FaultyFolder next = new FaultyFolder();
        Map<String, Content> left = new TreeMap<>(forcedFiles);
        int kept = random.nextInt(unforcedChanges.size() + 1);
        unforcedChanges.subList(0, kept).forEach(change -> apply(change, left));
        left.forEach((name, content) -> next.put(name, content.afterPowerLoss(random)));
        return next;
    }

    private static void apply(Change change, Map<String, Content> to) {
        if (change.content() == null) {
            to.remove(change.name());
        } else {
            to.put(change.name(), change.content());
        }
    }

    private void put(String name, Content content) {
        files.put(name, content);
        forcedFiles.put(name, content);
    }

    public synchronized List<String> names() {
        return new ArrayList<>(files.keySet());
    }

    public synchronized byte[] bytes(String name) {
        return content(name).bytes.clone();
    }

    /** Replaces a file, or makes one. */
    public synchronized void replace(String name, byte[] bytes) {
        put(name, new Content().copy(bytes));
    }

    /** Takes a file away. */
    public synchronized void remove(String name) {
        files.remove(name);
        forcedFiles.remove(name);
    }

    /** Whether whoever used it last has left it. */
    public synchronized boolean isClosed() {
        return closed;
    }

    private Content content(String name) {
        Content content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return content;
    }

    private boolean step(Step step, String name) throws IOException {
        steps++;
        if (steps > dieAt) {
            throw new IOException("dead");
        }
        String fault = faults.fault(step, name);
        if (IN_USE.equals(fault)) {
            throw new JournalInUseException(toString());
        }
        if (fault != null) {
            throw new IOException(fault);
        }
        deadly = steps == dieAt ? step : deadly;
        return steps < dieAt;
    }

    /** A step that is done whole, or not at all when the process dies at it. */
    private void whole(Step step, String name) throws IOException {
        if (!step(step, name)) {
            throw new IOException("dead");
        }
    }

    private void change(String name, @Nullable Content content) {
        Change change = new Change(name, content);
        apply(change, files);
        unforcedChanges.add(change);
    }

    @Override
    public synchronized void claim() throws IOException {
        whole(Step.CLAIM, "");
        closed = false;
    }

    @Override
    public synchronized List<String> list() throws IOException {
        whole(Step.LIST, "");
        return names();
    }

    @Override
    public synchronized JournalFile open(String name) throws IOException {
        whole(Step.OPEN, name);
        if (!files.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        return new FaultyFile(name, content(name));
    }

    @Override
    public JournalFile create(String name) throws IOException {
        delay(Step.CREATE);
        synchronized (this) {
            whole(Step.CREATE, name);
            Content content = new Content();
            change(name, content);
            return new FaultyFile(name, content);
        }
    }

    @Override
    public synchronized JournalFile change(String name) throws IOException {
        return open(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        whole(Step.RENAME, from);
        Content content = content(from);
        change(to, content);
        change(from, null);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        whole(Step.DELETE, name);
        if (files.containsKey(name)) {
            change(name, null);
        }
    }

    @Override
    public synchronized void force() throws IOException {
        whole(Step.FORCE_FOLDER, "");
        unforcedChanges.clear();
        forcedFiles = new TreeMap<>(files);
    }

    @Override
    public String toString() {
        return "memory";
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private final class FaultyFile implements JournalFile {

        private final String name;
        private final Content content;

        FaultyFile(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public int read(long at, byte[] bytes, int from, int count) throws IOException {
            synchronized (FaultyFolder.this) {
                whole(Step.READ, name + "@" + at / 4096 + "-" + (at + count - 1) / 4096);
                int available = (int) Math.max(0, Math.min(count, content.bytes.length - at));
                System.arraycopy(content.bytes, (int) Math.min(at, content.bytes.length), bytes, from, available);
                return available;
            }
        }

        @Override
        public void write(long at, byte[] bytes, int from, int count) throws IOException {
            delay(Step.WRITE);
            synchronized (FaultyFolder.this) {
                boolean lives = false;
                try {
                    lives = step(Step.WRITE, name);
                    content.write(at, bytes, from, lives ? count : count / 2);
                } catch (IOException e) {
                    // A short write, unless the process is dead.
                    if (steps <= dieAt) {
                        content.write(at, bytes, from, count / 3);
                    }
                    throw e;
                }
                if (!lives) {
                    throw new IOException("dead");
                }
            }
        }

        @Override
        public void force() throws IOException {
            delay(Step.FORCE);
            synchronized (FaultyFolder.this) {
                forceOrForget();
            }
        }

        private void forceOrForget() throws IOException {
            boolean done = false;
            try {
                whole(Step.FORCE, name);
                done = true;
            } finally {
                content.forgetful |= !done;
            }
            if (!content.forgetful) {
                content.force();
            }
        }

        @Override
        public long size() {
            synchronized (FaultyFolder.this) {
                return content.bytes.length;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            delay(Step.TRUNCATE);
            synchronized (FaultyFolder.this) {
                whole(Step.TRUNCATE, name);
                content.bytes = Arrays.copyOf(content.bytes, (int) size);
            }
        }

        @Override
        public void close() {
            // Nothing is kept of it.
        }
    }
}
