package io.nephoscope.testkit.libvirt;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts all calls, and keeps the last ones. Thread-safe. */
final class CallJournal {

    private final int kept;
    private final Queue<Call> calls = new ArrayDeque<>();
    private final Map<Integer, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param kept how many calls to keep */
    CallJournal(int kept) {
        this.kept = kept;
    }

    void add(Call call) {
        counts.computeIfAbsent(call.message().procedure(), number -> new LongAdder())
                .increment();
        if (kept > 0) {
            keep(call);
        }
    }

    private synchronized void keep(Call call) {
        if (calls.size() == kept) {
            calls.remove();
        }
        calls.add(call);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    long count(int procedure) {
        LongAdder count = counts.get(procedure);
        return count == null ? 0 : count.sum();
    }

    /** The counts by names, or by numbers where there is no name. */
    Map<String, Long> counts() {
        Map<String, Long> named = new ConcurrentSkipListMap<>();
        counts.forEach((number, count) ->
                named.put(LibvirtProcedure.of(number).map(Enum::name).orElse("PROCEDURE_" + number), count.sum()));
        return named;
    }
}
