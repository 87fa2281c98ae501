package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a pollster may do with what it is handed. */
@SuppressWarnings("ImmutableEnumChecker") // A deed has no state.
public enum PollAbuse {
    EMITS_NULL((resource, poll) -> poll.emit(nothing())),
    EMITS_NO_VOLUME((resource, poll) -> poll.emit(sample(nothing(), Subject.of(resource.id())))),
    EMITS_NO_SUBJECT((resource, poll) -> poll.emit(sample(1L, nothing()))),
    EMITS_NO_METER((resource, poll) -> poll.emit(Sample.of(nothing(), 1L, Subject.of(resource.id())))),
    EMITS_NAN((resource, poll) -> emit(resource, poll, Double.NaN)),
    EMITS_INFINITY((resource, poll) -> emit(resource, poll, Double.NEGATIVE_INFINITY)),
    EMITS_AN_ODD_NUMBER((resource, poll) -> emit(resource, poll, new AtomicLong(1))),
    EMITS_EXTREMES((resource, poll) -> {
        emit(resource, poll, -0.0);
        emit(resource, poll, Long.MIN_VALUE);
        emit(resource, poll, Double.MIN_VALUE);
    }),

    /** Of a meter that is another pollster's. */
    EMITS_A_METER_OF_OTHERS(
            (resource, poll) -> poll.emit(Sample.of(Meter.gauge("cpu", "lies"), 1L, Subject.of(resource.id())))),
    FAILS_WITHOUT_REASON((resource, poll) -> poll.failed(resource, nothing())),
    FAILS_FOR_NOTHING((resource, poll) -> poll.failed(nothing(), Abuse.WORDS)),
    BLACKLISTS_NOTHING((resource, poll) -> poll.blacklist(nothing(), nothing())),

    /** Of a megabyte, with line feeds and escapes. */
    FAILS_AT_LENGTH((resource, poll) -> poll.failed(resource, Abuse.FORGERY + "x".repeat(1 << 20))),

    /** Which makes each a change of state, if words are taken for it. */
    FAILS_DIFFERENTLY_EACH_TIME((resource, poll) -> poll.failed(resource, "at " + System.nanoTime())),

    FAILS_RESOURCES_OF_OTHERS((resource, poll) ->
            IntStream.range(0, 100_000).forEach(number -> poll.failed(Resource.of("nobodys-" + number), Abuse.WORDS))),

    BLACKLISTS_RESOURCES_OF_OTHERS((resource, poll) -> IntStream.range(0, 100_000)
            .forEach(number -> poll.blacklist(Resource.of("nobodys-" + number), Abuse.WORDS))),

    FLOODS((resource, poll) -> {
        Subject subject = Subject.of(resource.id());
        for (long i = 0; i < PollAbuse.FLOOD; i++) {
            poll.emit(sample(i, subject));
        }
    }),

    FLOODS_WITH_SUBJECTS((resource, poll) -> {
        for (long i = 0; i < PollAbuse.FLOOD; i++) {
            poll.emit(sample(i, Subject.of("resource-" + i)));
        }
    }),

    /** Twenty megabytes in one sample. */
    EMITS_HUGE_METADATA((resource, poll) -> {
        Map<String, Object> metadata = new LinkedHashMap<>();
        IntStream.range(0, 20_000).forEach(key -> metadata.put("key-" + key, "v".repeat(1000)));
        emitMetadata(resource, poll, metadata);
    }),

    EMITS_DEEP_METADATA((resource, poll) -> {
        Object value = "bottom";
        for (int depth = 0; depth < 3000; depth++) {
            value = Map.of("deeper", value);
        }
        emitMetadata(resource, poll, Map.of("deep", value));
    }),

    EMITS_METADATA_THAT_IS_NO_JSON(
            (resource, poll) -> emitMetadata(resource, poll, Map.of("thread", Thread.currentThread()))),

    /** A surrogate without its other half, a null character, a line feed, an escape. */
    EMITS_ODD_NAMES((resource, poll) -> poll.emit(sample(1L, Subject.of("\ud800\u0000\n\u001b[31m")))),

    /** Emits and fails after its poll is over. */
    KEEPS_ITS_POLL((resource, poll) -> {
        Poll kept = keep(poll);
        if (kept != null) {
            emit(resource, kept, 1L);
            kept.failed(resource, Abuse.WORDS);
        }
    }),

    /** Its main thread returns; another one, of each poll, goes on with it for a while. */
    EMITS_FROM_A_THREAD_OF_ITS_OWN((resource, poll) -> {
        long end = System.nanoTime() + PollAbuse.WHILE_NANOS;
        Thread thread = new Thread(
                () -> {
                    while (System.nanoTime() < end && !Thread.interrupted()) {
                        emit(resource, poll, 1L);
                    }
                },
                "goes-on-emitting");
        thread.setDaemon(true);
        thread.start();
    });

    /** More than one poll of an agent that expects floods may hand over, and than its queue holds. */
    private static final long FLOOD = 400_000;

    private static final long WHILE_NANOS = 3_000_000_000L;

    private static final Meter METER = Meter.gauge("hostile", "");
    private static final AtomicReference<@Nullable Poll> KEPT = new AtomicReference<>();

    private final Deed deed;

    PollAbuse(Deed deed) {
        this.deed = deed;
    }

    void commit(Resource resource, Poll poll) {
        deed.run(resource, poll);
    }

    private static Sample sample(Number volume, Subject subject) {
        return Sample.of(METER, volume, subject);
    }

    /** @return the poll before */
    private static @Nullable Poll keep(Poll poll) {
        return KEPT.getAndSet(poll);
    }

    private static void emit(Resource resource, Poll poll, Number volume) {
        poll.emit(sample(volume, Subject.of(resource.id())));
    }

    private static void emitMetadata(Resource resource, Poll poll, Map<String, Object> metadata) {
        Subject subject = new Subject(resource.id(), Owner.NOBODY, Metadata.of(metadata));
        poll.emit(sample(1L, subject));
    }

    /** What the compiler would not let through. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** What is done. */
    @FunctionalInterface
    private interface Deed {
        void run(Resource resource, Poll poll);
    }
}
