package io.nephoscope.coordination;

import static io.nephoscope.api.coordination.Coordination.LISTS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.partition.coordination.Time;
import io.nephoscope.partition.record.ListRecord;
import io.nephoscope.partition.record.ListRecord.State;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.PackedList;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists in the engine. Of each there are two records: a short one that tells for which due time it was made, and the list
 * itself, which is written and read only when it has become another. Thread-safe; a caller may be held up by {@link #take}
 * alone.
 */
final class EngineLists implements SharedLists {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLists.class);

    /** The group in whose hash slots the makers of lists are found. */
    private static final String GROUP = "lists";

    private static final String CONTENT = ".content";
    private static final int MOST_LISTS = 1_000;

    /** How long a list is waited for of which nobody knows how long it takes to make. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);

    /** So often the time that a list takes has to fit into what there is: patience is half of that. */
    private static final int ROOM = 3;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);
    /** For so long nobody waits for a list that was too large: it may have become smaller. */
    private static final Duration LARGE_FOR = Duration.ofHours(1);

    /** Of a list that was never made. */
    private static final ListRecord NEVER = new ListRecord(Instant.MIN, Duration.ZERO, State.FAILED, "");

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    /** An answer that has not come by then will not. */
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** Who has waited so often for a list that did not come waits no longer for it, until one is there. */
    private static final int MOST_IN_VAIN = 3;

    /** Should two agents have written at once, it is put right by then. */
    private static final int WRITTEN_ANEW = 10;

    private final MemberRecords member;
    private final Time time;
    private final int largest;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong alone = new AtomicLong();

    /** How many lists this agent has made for others, taken from others, and made for itself alone. */
    record Counts(long made, long taken, long alone) {}

    /** What is known of one list. */
    private static final class Known {

        private volatile @Nullable ListRecord told;
        private volatile @Nullable PackedList content;
        private final AtomicBoolean tooLarge = new AtomicBoolean();
        private final AtomicInteger inVain = new AtomicInteger();
        /** What this agent has written last, and how often it was left as it was; guarded by this. */
        private String written = "";

        private int kept;

        /** A list that was made since then is worth waiting for again. */
        void tell(ListRecord record) {
            ListRecord last = told;
            if (last == null || record.due().isAfter(last.due())) {
                inVain.set(0);
            }
            told = record;
        }
    }

    /**
     * Lists of one member.
     *
     * @param largest how many characters a packed list may have
     */
    EngineLists(MemberRecords member, Time time, int largest) {
        this.member = member;
        this.time = time;
        this.largest = largest;
    }

    Counts counts() {
        return new Counts(made.get(), taken.get(), alone.get());
    }

    @Override
    public boolean isMaker(String list, Instant due) {
        return maker(list, due).filter(member::isSelf).isPresent();
    }

    private Optional<String> maker(String list, Instant due) {
        return member.ownerOf(GROUP, list, due);
    }

    // ------------------------------------------------------------------ to take one

    @Override
    public Optional<InputStream> take(String list, Instant due, Duration patience) throws InterruptedException {
        Optional<InputStream> content = taken(list, due, patience);
        (content.isPresent() ? taken : alone).incrementAndGet();
        return content;
    }

    private Optional<InputStream> taken(String list, Instant due, Duration patience) throws InterruptedException {
        Known about = about(list);
        long begun = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            ListRecord record = record(list, about);
            if (record != null && !record.due().isBefore(due)) {
                return record.state() == State.THERE ? content(list, about, record) : Optional.empty();
            }
            long useful = useful(about, due, patience).toNanos();
            long left = useful - (System.nanoTime() - begun);
            if (record == null || left <= 0 || !isAwaited(list, due)) {
                about.inVain.addAndGet(useful > 0 ? 1 : 0);
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(pause)));
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private boolean isAwaited(String list, Instant due) {
        return maker(list, due)
                .filter(maker -> member.isPresent(maker) && !member.isSelf(maker))
                .isPresent();
    }

    /**
     * How long it is waited for: twice as long as it took the last time, and not at all if there would be no time left to make
     * it oneself, which takes as long.
     */
    private static Duration useful(Known about, Instant due, Duration patience) {
        ListRecord last = about.told;
        if (about.inVain.get() >= MOST_IN_VAIN) {
            return Duration.ZERO;
        }
        if (last == null || last.equals(NEVER)) {
            return shorter(FIRST_PATIENCE, patience.dividedBy(2));
        }
        if (last.state() == State.TOO_LARGE && last.due().isAfter(due.minus(LARGE_FOR))) {
            return Duration.ZERO;
        }
        if (last.after().multipliedBy(ROOM).compareTo(patience.multipliedBy(2)) > 0) {
            return Duration.ZERO;
        }
        Duration twice =
                last.after().isNegative() ? Duration.ZERO : last.after().multipliedBy(2);
        return shorter(twice.plus(LEAST_PATIENCE), patience);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What is told of it now; null if the engine does not answer. */
    private @Nullable ListRecord record(String list, Known about) throws InterruptedException {
        String name = nameOf(list);
        Stored stored = read(name);
        if (stored == null) {
            return null;
        }
        try {
            ListRecord record = stored.version() == Coordination.ABSENT ? NEVER : ListRecord.read(stored.text());
            about.tell(record);
            return record;
        } catch (MalformedRecordException e) {
            LOG.debug("What is told of list {} cannot be read", list, e);
            return NEVER;
        }
    }

    private Optional<InputStream> content(String list, Known about, ListRecord record) throws InterruptedException {
        try {
            PackedList known = about.content;
            if (known == null || !known.digest().equals(record.digest())) {
                Stored stored = read(nameOf(list) + CONTENT);
                known = PackedList.found(stored == null ? "" : stored.text(), record.digest());
                about.content = known;
            }
            return Optional.of(known.content());
        } catch (MalformedRecordException e) {
            LOG.debug("List {} cannot be taken", list, e);
            return Optional.empty();
        }
    }

    private @Nullable Stored read(String name) throws InterruptedException {
        return member.read(Set.of(name), ANSWER).get(name);
    }

    // ------------------------------------------------------------------ to give one

    @Override
    public void give(String list, Instant due, Content content) {
        Known about = about(list);
        try {
            PackedList packed = PackedList.of(content, largest);
            about.tooLarge.set(false);
            made.incrementAndGet();
            tell(list, about, record(due, State.THERE, packed.digest()), Optional.of(packed));
        } catch (PackedList.TooLargeException e) {
            if (!about.tooLarge.getAndSet(true)) {
                LOG.info("List {} has {}, as discovery.once.max says: each agent makes its own.", list, e.getMessage());
            }
            alone.incrementAndGet();
            tell(list, about, record(due, State.TOO_LARGE, ""), Optional.empty());
        } catch (IOException e) {
            LOG.warn("List {} cannot be handed to other agents, which make their own", list, e);
            decline(list, due);
        }
    }

    @Override
    public void decline(String list, Instant due) {
        alone.incrementAndGet();
        tell(list, about(list), record(due, State.FAILED, ""), Optional.empty());
    }

    private ListRecord record(Instant due, State state, String digest) {
        return new ListRecord(due, Duration.between(due, time.now()), state, digest);
    }

    private void tell(String list, Known about, ListRecord record, Optional<PackedList> packed) {
        Map<String, String> texts = new HashMap<>();
        texts.put(nameOf(list), record.write());
        packed.filter(news -> isNews(about, news.digest()))
                .ifPresent(news -> texts.put(nameOf(list) + CONTENT, news.text()));
        member.write(texts, outcome -> written(about, outcome, record.digest()));
    }

    private static boolean isNews(Known about, String digest) {
        synchronized (about) {
            boolean isKept = about.written.equals(digest) && about.kept < WRITTEN_ANEW;
            about.kept = isKept ? about.kept + 1 : 0;
            return !isKept;
        }
    }

    private static void written(Known about, Outcome outcome, String digest) {
        synchronized (about) {
            about.written = outcome == Outcome.COMMITTED ? digest : "";
        }
    }

    /** Nobody has so many lists; whoever does knows nothing of the others. */
    private Known about(String list) {
        Known found = known.get(list);
        if (found != null) {
            return found;
        }
        return known.size() < MOST_LISTS ? known.computeIfAbsent(list, first -> new Known()) : new Known();
    }

    private static String nameOf(String list) {
        return LISTS + URLEncoder.encode(list, UTF_8);
    }
}
