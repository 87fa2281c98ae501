package io.nephoscope.coordination;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.ToozGroups;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.PartitionMemberDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This agent as a member of groups of Ceilometer's agents. It joins a group when something of it is to be polled for the
 * first time. While the engine is away, whoever was there last is taken to be there. Thread-safe.
 */
final class ToozMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ToozMember.class);

    /** So many groups are joined: one for each group of discoveries, and one for each source with resources of its own. */
    private static final int MOST_GROUPS = 1_000;

    private final CoordinationTarget target;
    private final String prefix;
    private final Supplier<Optional<ToozGroups>> engine;
    private final Runnable shareChanged;
    private final ToozPartitioner partitioner;
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private volatile Link link = new Link(false, Instant.now(), "");

    // Guarded by this.
    private @Nullable ToozGroups used;
    private ToozGroups.@Nullable Membership membership;
    private boolean isClosed;

    private record Link(boolean connected, Instant since, String problem) {}

    /**
     * Connects as soon as there is an engine.
     *
     * @param prefix of the names of groups
     * @param engine the one that is there now
     * @param shareChanged called when somebody came or went
     */
    ToozMember(CoordinationTarget target, String prefix, Supplier<Optional<ToozGroups>> engine, Runnable shareChanged) {
        this.target = target;
        this.prefix = prefix;
        this.engine = engine;
        this.shareChanged = shareChanged;
        this.partitioner = new ToozPartitioner(prefix, target.member(), this::join);
        look();
    }

    /** Whether it is what these ask for. */
    boolean isOf(CoordinationTarget otherTarget, String otherPrefix) {
        return target.equals(otherTarget) && prefix.equals(otherPrefix);
    }

    ToozPartitioner partitioner() {
        return partitioner;
    }

    /** Looks which engine is there now. */
    synchronized void look() {
        ToozGroups wanted = isClosed ? null : engine.get().orElse(null);
        if (wanted == used) {
            return;
        }
        part();
        used = wanted;
        if (wanted != null) {
            try {
                membership = wanted.open(target, new Told());
                groups.forEach(membership::join);
                link = new Link(false, Instant.now(), "");
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("The engine for {} does not take what is configured.", target.scheme(), e);
                link = new Link(false, Instant.now(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void part() {
        ToozGroups.Membership last = membership;
        membership = null;
        if (last != null) {
            last.leave();
            link = new Link(false, Instant.now(), "");
        }
    }

    private void join(String group) {
        if (groups.size() < MOST_GROUPS && groups.add(group)) {
            synchronized (this) {
                if (membership != null) {
                    membership.join(group);
                }
            }
        }
    }

    /** Hears of the engine. */
    private final class Told implements ToozGroups.Listener {

        @Override
        public void members(String group, Set<String> ids) {
            if (partitioner.members(group, ids)) {
                LOG.info("{} agents share in {}.", ids.size(), group);
                shareChanged.run();
            }
        }

        @Override
        public void connected(boolean now) {
            if (link.connected() != now) {
                link = new Link(now, Instant.now(), "");
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        part();
        used = null;
    }

    // ------------------------------------------------------------------ what is told

    HealthReport health() {
        Link now = link;
        if (now.connected()) {
            return HealthReport.ok(
                    "coordination", "one of " + partitioner.members().size() + " agents by tooz's ring");
        }
        if (!now.problem().isEmpty()) {
            return HealthReport.failed(
                    "coordination", now.problem(), "correct etc/" + PartitionCoordinator.PID + ".cfg");
        }
        return HealthReport.waiting(
                "coordination",
                "nobody can be asked who shares since " + now.since() + "; those of then are taken to be there",
                engine.get().isPresent()
                        ? "see whether " + target.hosts() + " run"
                        : "partitioning = tooz needs ZooKeeper, and the bundle io.nephoscope.coordination.zookeeper");
    }

    PartitionsDTO view() {
        Link now = link;
        PartitionsDTO view = new PartitionsDTO();
        view.mode = "tooz";
        view.connected = now.connected();
        view.connectedSince = now.since().toEpochMilli();
        view.problem = now.problem();
        view.group = prefix;
        view.member = target.member();
        view.generation = partitioner.share().generation();
        view.members = partitioner.members().stream().map(ToozMember::member).toList();
        return view;
    }

    private static PartitionMemberDTO member(String id) {
        PartitionMemberDTO member = new PartitionMemberDTO();
        member.id = id;
        member.weight = 1;
        member.present = true;
        return member;
    }

    List<ResourceOwnerDTO> owners(String resource, Optional<String> group) {
        List<String> asked = group.map(List::of).orElseGet(() -> partitioner.groups().stream()
                .map(name -> name.substring(prefix.length() + 1))
                .toList());
        return asked.stream().map(each -> owner(each, resource)).toList();
    }

    private ResourceOwnerDTO owner(String group, String resource) {
        ResourceOwnerDTO owner = new ResourceOwnerDTO();
        owner.group = group;
        owner.resource = resource;
        owner.slot = -1;
        owner.generation = partitioner.share().generation();
        owner.owner = Optional.ofNullable(partitioner.owner(group, resource)).orElse("");
        owner.own = owner.owner.equals(target.member());
        return owner;
    }
}
