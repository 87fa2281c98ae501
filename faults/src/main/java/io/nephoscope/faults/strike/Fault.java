package io.nephoscope.faults.strike;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** All that is tried, in the order of the table. */
@SuppressWarnings("ImmutableEnumChecker") // A strike has no state, and the set is never changed.
public enum Fault {
    BROKER_KILLED("broker killed, again and again", BrokerStrikes::kill, Trait.BRIEF, Trait.BOTH),
    BROKER_OUT_OF_MEMORY("broker's memory alarm", BrokerStrikes::memoryAlarm, Trait.BRIEF, Trait.BOTH),
    BROKER_OUT_OF_DISK("broker's disk alarm", BrokerStrikes::diskAlarm, Trait.BOTH),
    NETWORK_CUT("network cut: connections reset", NetworkStrikes::cut, Trait.BRIEF, Trait.BOTH),
    NETWORK_SILENT(
            "network silent: nothing passes, nobody is told", NetworkStrikes::partition, Trait.BRIEF, Trait.BOTH),
    HALF_OPEN("connection half-open: its other end is gone", NetworkStrikes::halfOpen, Trait.BRIEF, Trait.BOTH),
    PACKETS_LOST("30 % of packets lost", NetworkStrikes::lose, Trait.BRIEF, Trait.BOTH),
    NETWORK_SLOW("network late by 2 s (short form: 1 s)", NetworkStrikes::delay, Trait.BRIEF, Trait.BOTH),
    NETWORK_NARROW("network narrower than what is polled", NetworkStrikes::throttle, Trait.BRIEF, Trait.BOTH),
    QUEUE_DELETED("queue taken away", BrokerStrikes::deleteQueue, Trait.BRIEF, Trait.BOTH),
    EXCHANGE_DELETED("exchange taken away", BrokerStrikes::deleteExchange, Trait.BRIEF),
    PERMISSIONS_REVOKED("permissions taken away", BrokerStrikes::revoke, Trait.BRIEF, Trait.BOTH),
    QUEUE_FULL("queue refuses what it is sent", BrokerStrikes::refuse, Trait.BRIEF, Trait.BOTH),
    AGENT_KILLED("agent killed at random moments", AgentStrikes::kill, Trait.BRIEF, Trait.BOTH),
    AGENT_RESTARTED("agent stopped and started", AgentStrikes::restart, Trait.BRIEF, Trait.BOTH),
    AGENT_SUSPENDED(
            "agent stopped by SIGSTOP for 30 s (short form: 5 s)",
            AgentStrikes::suspend,
            Trait.BRIEF,
            Trait.BOTH,
            Trait.STANDS_STILL),
    CLOCK_JUMPS("agent's clock set forward and back by 1 h", AgentStrikes::setClock, Trait.BRIEF, Trait.NEEDS_CLOCK),
    DISK_FULL("agent's disk full, broker away", DiskStrikes::fill, Trait.BRIEF, Trait.NEEDS_DISK),
    DISK_READ_ONLY("agent's disk read-only, broker away", DiskStrikes::lock, Trait.BRIEF, Trait.NEEDS_DISK),
    DISK_FAILS("agent's disk fails: EIO, broker away", DiskStrikes::fail, Trait.BRIEF, Trait.NEEDS_TRACER),
    DISK_SLOW(
            "agent's disk slow: 2 s a call (short form: 0.5 s), broker away",
            DiskStrikes::slow,
            Trait.BRIEF,
            Trait.NEEDS_TRACER),
    LIBVIRTD_KILLED(
            "libvirtd killed and hung, guests polled beside", LibvirtStrikes::kill, Trait.BRIEF, Trait.NEEDS_LIBVIRT),
    PLUGIN_HANGS("plugin hangs, whoever interrupts it", PluginStrikes::hang, Trait.BRIEF),
    PLUGIN_THROWS("plugins throw, errors among it", PluginStrikes::fail, Trait.BRIEF),
    PLUGIN_FLOODS("plugin floods: fifty times as much as all others", PluginStrikes::flood, Trait.BRIEF),
    PLUGIN_LEAKS("plugin leaks: more memory and threads with each poll", PluginStrikes::leak, Trait.BRIEF),
    HEAP_EXHAUSTED(
            "plugin takes all memory, agent ends and is started",
            PluginStrikes::exhaust,
            Trait.BRIEF,
            Trait.STANDS_STILL),
    JARS_HALF_COPIED("jars half copied, replaced, broken", PluginStrikes::copySlowly, Trait.BRIEF),
    POLLING_REWRITTEN("polling.yaml rewritten, one in three invalid", FileStrikes::rewrite, Trait.BRIEF),
    AGENT_KILLED_WHILE_CUT(
            "agent killed while the broker is away", CombinedStrikes::killWhileCut, Trait.BRIEF, Trait.BOTH),
    BOTH_KILLED("agent and broker killed together", CombinedStrikes::killBoth, Trait.BOTH),
    MIX("any of these, at random, for an hour", CombinedStrikes::mix, Trait.BRIEF, Trait.STANDS_STILL),
    NODE_LOST("one node of three killed, quorum queue", BrokerStrikes::killNodes, Trait.BOTH, Trait.NEEDS_NODES),
    BACKLOG("broker away until 10,000,000 samples wait", CombinedStrikes::pile);

    /** How many nodes the broker has for the faults that need several. */
    public static final int NODES = 3;

    private final String title;
    private final Strike strike;
    private final Set<Trait> traits;

    /** What is to be known of a fault. */
    private enum Trait {
        BRIEF,
        BOTH,
        STANDS_STILL,
        NEEDS_CLOCK,
        NEEDS_DISK,
        NEEDS_TRACER,
        NEEDS_LIBVIRT,
        NEEDS_NODES
    }

    Fault(String title, Strike strike, Trait... traits) {
        this.title = title;
        this.strike = strike;
        this.traits = Set.of(traits);
    }

    /** By the name of the command line. */
    public static Fault of(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name + "; --list names them"));
    }

    /** As on the command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As in the table. */
    public String title() {
        return title;
    }

    /** What is done. */
    public Strike strike() {
        return strike;
    }

    /** Whether it is in the short form. */
    public boolean isBrief() {
        return traits.contains(Trait.BRIEF);
    }

    /** Whether it can be done to Ceilometer too. */
    public boolean isForCeilometer() {
        return traits.contains(Trait.BOTH);
    }

    /** Whether nothing can be polled for a while, because the process stands still. */
    public boolean standsStill() {
        return traits.contains(Trait.STANDS_STILL);
    }

    /** How many nodes the broker needs. */
    public int nodes() {
        return traits.contains(Trait.NEEDS_NODES) ? NODES : 1;
    }

    /** Whether a disk of the agent's own is needed, which takes root. */
    public boolean needsDisk() {
        return traits.contains(Trait.NEEDS_DISK);
    }

    /** Whether calls of the agent's are changed on their way to the kernel. */
    public boolean needsTracer() {
        return traits.contains(Trait.NEEDS_TRACER);
    }

    /** Whether guests are polled. */
    public boolean needsLibvirt() {
        return traits.contains(Trait.NEEDS_LIBVIRT);
    }

    /** Whether a clock of the agent's own is needed, and cannot be had. */
    public boolean lacksClock() {
        return traits.contains(Trait.NEEDS_CLOCK) && AgentStrikes.library().isEmpty();
    }
}
