package io.nephoscope.faults;

import io.nephoscope.faults.oracle.CatchUp;
import io.nephoscope.faults.oracle.Ledger;
import io.nephoscope.faults.oracle.Verdict;
import io.nephoscope.faults.report.Peak;
import io.nephoscope.faults.report.PeakWatch;
import io.nephoscope.faults.report.Row;
import io.nephoscope.faults.scene.Libvirtd;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Scene;
import io.nephoscope.faults.scene.Setting;
import io.nephoscope.faults.scene.SystemCalls;
import io.nephoscope.faults.scene.ToldGaps;
import io.nephoscope.faults.strike.Dose;
import io.nephoscope.faults.strike.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** Does faults to one scene, one after the other, and waits each time until all is well again. */
public final class FaultRun implements AutoCloseable {

    private static final int POLLS_AFTERWARDS = 2;

    private final Scene scene;
    private final PeakWatch watch;
    private final Limits limits;

    /** What was so far when a fault begins. */
    private record Before(Ledger.Mark mark, ToldGaps gaps, int deaths, Ledger.Oddities odd, long broken) {}

    /** When it was over, when the agent polled again, and what was needed until then. */
    private record Course(Ledger.Mark healed, Ledger.Mark after, Peak peak) {}

    private FaultRun(Scene scene) {
        this.scene = scene;
        watch = PeakWatch.on(scene.subject());
        limits = new Limits(
                2L * scene.setting().samplesPerInterval(), scene.setting().samplesPerInterval());
    }

    /**
     * Starts all that is needed, and returns when samples come.
     *
     * @param peer whose agent is tried
     * @param nodes of the broker
     */
    public static FaultRun open(Setting setting, String peer, int nodes) throws Exception {
        return new FaultRun(Scene.open(setting, peer, nodes));
    }

    /** Why a fault cannot be done here; empty if it can. */
    public String refusal(Fault fault) {
        if (fault.needsDisk() && !scene.disk().isReal()) {
            return "no disk can be mounted: it takes root";
        }
        if (fault.needsTracer()) {
            return SystemCalls.refusal();
        }
        if (fault.needsLibvirt()) {
            return Libvirtd.refusal();
        }
        return fault.lacksClock() ? "libfaketime is not installed" : "";
    }

    /** Does one, and tells what it cost. */
    public Row run(Fault fault, long seed) throws Exception {
        Before before = before();
        watch.take();
        List<String> problems = new ArrayList<>();
        try {
            fault.strike().on(scene, new Dose(scene.setting().form(), new Random(seed)));
        } catch (Exception e) {
            problems.add("the fault could not be brought to its end: " + e);
            scene.heal();
        }
        Ledger.Mark healed = scene.ledger().mark();
        Peak peak = watch.take();
        awaitPolls(problems);
        Ledger.Mark after = scene.ledger().mark();
        if (!scene.awaitDrained(before.mark(), after, limit())) {
            problems.add("not all had come after " + limit().toSeconds() + " s");
        }
        return row(fault, seed, before, new Course(healed, after, peak), problems);
    }

    /** An agent that does not poll any more is started anew, for the next fault's sake. */
    private void awaitPolls(List<String> problems) throws Exception {
        try {
            scene.awaitPolls(POLLS_AFTERWARDS);
        } catch (TimeoutException e) {
            problems.add("it did not poll any more, and was started anew");
            scene.killSubject();
            scene.startSubject();
            scene.awaitPolls(POLLS_AFTERWARDS);
        }
    }

    private Before before() {
        return new Before(
                scene.ledger().mark(),
                scene.subject().gaps(),
                scene.lives().ends().size(),
                scene.ledger().oddities(),
                scene.cluster().broken());
    }

    private Row row(Fault fault, long seed, Before before, Course course, List<String> problems) {
        ToldGaps gaps = scene.subject().gaps().minus(isSameLife(before) ? before.gaps() : ToldGaps.NONE);
        Verdict verdict = scene.ledger()
                .judge(before.mark(), course.after(), scene.lives())
                .told(gaps.begun(), scene.setting().samplesPerInterval());
        if (scene.subject().name().equals(NephoscopeAgent.NAME)) {
            long broken = scene.cluster().broken() - before.broken();
            problems.addAll(
                    limits.brokenBy(fault, verdict, scene.ledger().oddities().minus(before.odd()), broken));
            problems.addAll(contradictions(before, verdict.slots(), gaps));
        }
        CatchUp catchUp = scene.ledger()
                .catchUp(before.mark(), course.healed(), scene.ledger().mark());
        Row.Cost cost = new Row.Cost(
                verdict,
                gaps.all(),
                catchUp,
                catchUp.times(scene.setting().samplesPerInterval()),
                course.peak(),
                watch.take(),
                Duration.ofNanos(System.nanoTime() - before.mark().at()));
        return new Row(fault.title(), scene.subject().name(), seed, cost, problems);
    }

    /** Where the agent's own account is not what was seen from outside. */
    private List<String> contradictions(Before before, Verdict.Slots slots, ToldGaps gaps) {
        List<String> contradictions = new ArrayList<>();
        if (!scene.subject().isBalanced()) {
            contradictions.add("the agent's own account of what was due does not add up");
        }
        long untold = slots.due() - slots.polled() - gaps.all();
        // Each source may be at the edge of a slot, and of a life that was ended nobody tells.
        if (isSameLife(before) && untold > scene.setting().sources().size()) {
            contradictions.add(untold + " slots were neither polled nor told as gaps");
        }
        return contradictions;
    }

    private boolean isSameLife(Before before) {
        return scene.lives().ends().size() == before.deaths();
    }

    /** What the agent logged last. */
    public String lastWords() throws Exception {
        return scene.subject().lastWords();
    }

    private Duration limit() {
        return scene.setting().pick(Duration.ofSeconds(45), Duration.ofMinutes(30));
    }

    @Override
    public void close() throws IOException {
        watch.close();
        scene.close();
    }
}
