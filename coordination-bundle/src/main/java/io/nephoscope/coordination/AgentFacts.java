package io.nephoscope.coordination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.runtime.AgentRuntime;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the agent is configured to poll, which its core tells. It is read by a thread of its own, which runs only while
 * somebody wants to know: a snapshot of the agent takes a while, since all parts are asked for their health.
 * Thread-safe.
 */
@Component(service = AgentFacts.class)
public final class AgentFacts {

    private static final String NAMESPACES = "nephoscope.polling.namespaces";
    private static final int DIGITS = 12;
    private static final Duration READINGS_APART = Duration.ofSeconds(2);
    private static final Backoff AFTER_FAILURES = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final List<String> commandLine;
    private volatile Facts facts = new Facts(List.of(), "");
    private final Semaphore marks = new Semaphore(0);
    private volatile @Nullable AgentRuntime core;
    private volatile Runnable changed = () -> {};
    /** Guarded by this. */
    private @Nullable LoopThread thread;

    private record Facts(List<String> namespaces, String polling) {}

    @Activate
    public AgentFacts(BundleContext context) {
        String given = Optional.ofNullable(context.getProperty(NAMESPACES)).orElse("");
        commandLine = Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Called by Declarative Services. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            updated = "bind")
    void bind(AgentRuntime runtime) {
        core = runtime;
        marks.release();
    }

    /** What the core told last still holds: it comes back. */
    void unbind(AgentRuntime runtime) {
        if (core == runtime) {
            core = null;
        }
    }

    private void read() throws InterruptedException {
        marks.acquire();
        marks.drainPermits();
        AgentRuntime now = core;
        if (now != null) {
            AgentDTO agent = now.snapshot();
            facts = new Facts(List.copyOf(agent.namespaces), digest(agent.sources));
            changed.run();
            Thread.sleep(READINGS_APART.toMillis());
        }
    }

    /** The namespaces whose plugins the agent uses; empty while that is not known. */
    List<String> namespaces() {
        return commandLine.isEmpty() ? facts.namespaces() : commandLine;
    }

    /** A digest of its sources, the same on agents that poll the same; empty while that is not known. */
    String polling() {
        return facts.polling();
    }

    /** Has what the core tells read from now on. */
    synchronized void follow() {
        if (thread == null) {
            thread = LoopThread.start(
                    "nephoscope-coordination-facts", AFTER_FAILURES, this::read, LoopThread.Listener.NONE);
            marks.release();
        }
    }

    /** Ends what {@link #follow} has begun. */
    synchronized void rest() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    /** Tells of changes. */
    void listen(Runnable listener) {
        changed = listener;
    }

    private static String digest(List<SourceDTO> sources) {
        TreeSet<String> lines = new TreeSet<>();
        for (SourceDTO source : sources) {
            lines.add(String.join(
                    "\n",
                    source.name,
                    String.valueOf(source.intervalSeconds),
                    String.join(",", source.meters),
                    String.join(",", source.resources),
                    String.join(",", source.discovery)));
        }
        return lines.isEmpty()
                ? ""
                : HexFormat.of().formatHex(sha256(String.join("\n\n", lines))).substring(0, DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has SHA-256", e);
        }
    }
}
