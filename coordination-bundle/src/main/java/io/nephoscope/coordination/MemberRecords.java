package io.nephoscope.coordination;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lists need of a member that a thread drives. Thread-safe. */
final class MemberRecords {

    private static final Logger LOG = LoggerFactory.getLogger(MemberRecords.class);

    private final Executor thread;
    private final Coordination link;
    private final SharedPartitioner partitioner;
    private final Supplier<MemberSnapshot> member;

    /** @param thread brings tasks to the thread of the member */
    MemberRecords(Executor thread, Coordination link, SharedPartitioner partitioner, Supplier<MemberSnapshot> member) {
        this.thread = thread;
        this.link = link;
        this.partitioner = partitioner;
        this.member = member;
    }

    /** Reads records, and waits so long for them at most; nothing at all if they could not be read. */
    Map<String, Stored> read(Set<String> names, Duration patience) throws InterruptedException {
        CompletableFuture<Map<String, Stored>> answer = new CompletableFuture<>();
        thread.execute(() -> link.read(names, answer::complete));
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} could not be read", names, e);
            return Map.of();
        }
    }

    /** Writes records, all or none, whatever they were. */
    void write(Map<String, String> texts, Consumer<Outcome> then) {
        thread.execute(() -> link.commit(Map.of(), texts, then));
    }

    /** The agent whose a resource is by its hash slot; empty if it is nobody's. */
    Optional<String> ownerOf(String group, String list, Instant due) {
        return partitioner.owner(group, list, due);
    }

    boolean isSelf(String id) {
        return member.get().id().equals(id);
    }

    boolean isPresent(String id) {
        return member.get().present().stream()
                .anyMatch(record -> record.member().id().equals(id));
    }
}
