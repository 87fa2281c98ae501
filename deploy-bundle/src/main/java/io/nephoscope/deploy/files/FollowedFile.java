package io.nephoscope.deploy.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one followed file: how it looked last and since when, and what its listener was told. Confined to the
 * follower's thread. Times are those of {@link System#nanoTime}.
 */
final class FollowedFile {

    /** How long a file stays as it is until it is taken; editors and copies write faster. */
    static final Duration QUIET = Duration.ofMillis(300);
    /** How long until it counts as written: what seemed cut, or is refused, has time to be completed until then. */
    static final Duration SETTLED = Duration.ofMillis(1500);
    /** How often small files are read though they look the same: not every file system tells of each change. */
    static final Duration REREAD = Duration.ofMinutes(1);

    private static final int SMALL = 64 << 10;

    final Place place;
    final Path file;

    /** How it looked last; null if there is no such file, or no news of it. */
    private @Nullable FileStamp stamp;

    private String problem = "";
    /** When it began to look as it does now. */
    private long since;
    /** Whether it need not be waited for: it was there at the start, or nobody has written to it for long. */
    private boolean isOld;

    private Step step = Step.UNSEEN;
    private long readAt;

    private byte @Nullable [] told;
    private boolean toldSettled;
    private String toldProblem = "";

    private enum Step {
        UNSEEN,
        SEEN,
        /** Read once; still to be read when it has settled. */
        READ,
        SETTLED
    }

    FollowedFile(Place place, Path file) {
        this.place = place;
        this.file = file;
    }

    /** Notes how it looks now. A file that changes begins to settle anew. */
    void see(@Nullable FileStamp nowStamp, String nowProblem, boolean nowOld, long now) {
        boolean same = step != Step.UNSEEN
                && problem.equals(nowProblem)
                && (stamp == null ? nowStamp == null : stamp.equals(nowStamp));
        if (!same) {
            stamp = nowStamp;
            problem = nowProblem;
            isOld = nowOld;
            since = now;
            step = Step.SEEN;
        }
    }

    /** There is no news of it, for reading it hangs: it is read anew as soon as there is. */
    void forgetLook() {
        step = Step.UNSEEN;
    }

    boolean isGone() {
        return step != Step.UNSEEN && stamp == null && problem.isEmpty();
    }

    /** Whether its listener knows of it. */
    boolean isKnown() {
        return told != null || !toldProblem.isEmpty();
    }

    String problem() {
        return problem;
    }

    @Nullable
    FileStamp stamp() {
        return stamp;
    }

    /** When something is to be done about it. */
    long due() {
        return switch (step) {
            case UNSEEN -> Long.MAX_VALUE;
            case SEEN -> since + pause().toNanos();
            case READ -> since + SETTLED.toNanos();
            case SETTLED -> isReread() ? readAt + REREAD.toNanos() : Long.MAX_VALUE;
        };
    }

    private Duration pause() {
        if (isOld) {
            return Duration.ZERO;
        }
        return problem.isEmpty() ? QUIET : SETTLED;
    }

    /** A problem may go without a trace in the stamp, such as that of rights which a folder withholds. */
    private boolean isReread() {
        boolean small = stamp != null && stamp.size() <= SMALL && problem.isEmpty();
        return place.isRead() && (small || !toldProblem.isEmpty());
    }

    /** Whether it has been as it is for so long that nobody will write to it any more. */
    boolean isSettled(long now) {
        return isOld || step == Step.SETTLED || now - since >= SETTLED.toNanos();
    }

    /**
     * Whether this may be a part of what is being written: a text without its last line feed, or the beginning of what was
     * there before.
     */
    boolean seemsCut(byte[] content) {
        if (!place.isRead() || content.length == 0) {
            return place.isRead();
        }
        byte[] before = told;
        boolean isPrefix = before != null
                && content.length < before.length
                && Arrays.equals(content, 0, content.length, before, 0, content.length);
        return isPrefix || content[content.length - 1] != '\n';
    }

    /** It was read, or needs not be. */
    void read(boolean settled, long now) {
        step = settled ? Step.SETTLED : Step.READ;
        readAt = now;
    }

    /** Its listener could not take it: it is read again after a while, as if it had changed. */
    void postpone(Duration delay, long now) {
        step = Step.SEEN;
        isOld = false;
        since = now + delay.toNanos();
    }

    boolean isTold(byte[] content, boolean settled) {
        return toldProblem.isEmpty() && Arrays.equals(content, told) && (toldSettled || !settled) && place.isRead();
    }

    boolean isTold(String sentence) {
        return toldProblem.equals(sentence);
    }

    void tell(byte[] content, boolean settled) {
        told = content;
        toldSettled = settled;
        toldProblem = "";
    }

    void tell(String sentence) {
        toldProblem = sentence;
    }
}
